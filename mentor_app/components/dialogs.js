// Native dialogs that the page may also open and close.
import { createElement, useEffect, useRef } from "react";

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
