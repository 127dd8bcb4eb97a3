// Native dialogs that the page may also open and close, and forms that know when their words have arrived.
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

// Put into a form. When `done` changes after this form was sent, its words have been answered: a positive number says
// that they arrived, so the form is emptied (kept words with it) and the dialog around it closes; a negative one says
// that they were refused, so everything typed stays until the form is sent again.
export function Arrival({ done }) {
  const here = useRef(null);
  const sent = useRef(false);
  const seen = useRef(done);
  useEffect(() => {
    const form = here.current.closest("form");
    const submitted = () => {
      sent.current = true;
    };
    form?.addEventListener("submit", submitted);
    return () => form?.removeEventListener("submit", submitted);
  }, []);
  useEffect(() => {
    if (seen.current === done) return;
    seen.current = done;
    if (!sent.current) return;
    sent.current = false;
    if (!(done > 0)) return;
    here.current.closest("form")?.reset();
    here.current.closest("dialog")?.close();
  }, [done]);
  return createElement("span", { ref: here, hidden: true });
}
