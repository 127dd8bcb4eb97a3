// Native dialogs that the page may also open and close.
import { createElement, useEffect, useRef } from "react";
import { useLocation } from "react-router";

const commands = {
  "show-modal": (target) => target.open || target.showModal(),
  close: (target) => target.close(),
};

// For browsers that do not know `command` and `commandfor` yet.
const obey = (event) => {
  const button = event.target.closest?.("button[commandfor]");
  const target = button && document.getElementById(button.getAttribute("commandfor"));
  if (target) commands[button.getAttribute("command")]?.(target);
};

if (typeof document !== "undefined" && !("commandForElement" in HTMLButtonElement.prototype)) {
  document.addEventListener("click", obey);
}

// With a mouse or a keyboard one begins to write at once; on a phone the keyboard would hide what the dialog says.
const beginWriting = (element) => {
  if (!matchMedia("(pointer: fine)").matches) return;
  const controls = [...element.querySelectorAll("form :is(input, textarea, select, button)")];
  const first = controls.find((control) => control.type !== "hidden" && control.checkVisibility());
  if (first?.matches('textarea, input:not([type]), input[type="text"]')) first.focus();
};

export function Dialog({ shown, onShut, children, ...rest }) {
  const dialog = useRef(null);
  const { key } = useLocation();
  useEffect(() => {
    const address = new URL(window.location.href);
    if (address.searchParams.get("open") !== rest.id) return;
    // Asked for once: whoever comes back, or looks anew, wants the page.
    address.searchParams.delete("open");
    window.history.replaceState(window.history.state, "", address);
    if (!dialog.current.open) dialog.current.showModal();
  }, [key, rest.id]);
  useEffect(() => {
    if (shown === undefined || shown === null) return;
    if (shown && !dialog.current.open) dialog.current.showModal();
    if (!shown && dialog.current.open) dialog.current.close();
  }, [shown]);
  useEffect(() => {
    const element = dialog.current;
    const shut = (event) => event.target === element && onShut?.();
    element.addEventListener("close", shut);
    return () => element.removeEventListener("close", shut);
  });
  useEffect(() => {
    const element = dialog.current;
    const turned = (event) => event.newState === "open" && beginWriting(element);
    element.addEventListener("toggle", turned);
    return () => element.removeEventListener("toggle", turned);
  }, []);
  return createElement("dialog", { ...rest, ref: dialog, closedby: "any" }, children);
}
