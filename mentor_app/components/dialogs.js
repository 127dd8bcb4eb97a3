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
  return createElement("dialog", { ...rest, ref: dialog, closedby: "any" }, children);
}
