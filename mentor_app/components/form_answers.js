// What comes back when a form is sent: its words have arrived, or a field is refused, by this page or by the server.
// The browser's own bubbles are not used: they speak the browser's language, and may stand below a dialog's head.
import { createElement, useEffect, useId, useRef, useState } from "react";
import { useSpeech } from "../../i18n/text/speech.js";

const plain = (name) => name.replace(/\[\]$/, "");

// Words collected one by one and files are sent by hidden fields, and who is chosen may be looked for above the form:
// where they are given says so itself.
const controlsOf = (form, field) => {
  if (!form || field === "") return [];
  const beside = form.closest("dialog")?.querySelectorAll("[data-gives]") ?? [];
  return [...new Set([...form.elements, ...beside])].filter(
    (control) => control.type !== "hidden" && (control.dataset.gives ?? plain(control.name)) === field,
  );
};

// More than one message to the server holds, however its letters are written; the server knows how much a field takes.
const MOST = 20_000;

// What can be told without asking anybody: nothing is there, only half of a day, or too much to be sent at all.
// Everything else the server knows.
const faultOf = (control) => {
  const { required, validity, value } = control;
  if (value.length > MOST) return "long";
  const type = control.inputMode === "numeric" ? "number" : control.type;
  if (validity.badInput) return type === "number" ? "number" : "unreadable";
  if (!required || !(validity.valueMissing || !value.trim())) return "";
  return { radio: "choice", "select-one": "choice", date: "date", "datetime-local": "moment", number: "number" }[type] ?? "text";
};

// In the middle, where no head of a page or a dialog covers it.
const turnTo = (control) => {
  const folded = control.closest("details");
  if (folded) folded.open = true;
  control.focus({ preventScroll: true });
  control.scrollIntoView({ block: "center" });
};

// Two forms on one page may have fields of one name: a refusal belongs to the form that was sent last, and turns to its
// field once.
let lastSent = null;
let waits = false;
// What is written where no form is, is sent by itself: what is refused next is about that.
let lastWritten = null;

const written = ({ target }) => {
  if (target.form !== null) return;
  lastWritten = target;
  lastSent = null;
};

const isToldIn = (place) => {
  const form = place.closest("form");
  return !form || form === lastSent;
};

const check = (event) => {
  const form = (lastSent = event.target);
  waits = true;
  let first = null;
  for (const place of form.querySelectorAll("[data-refuses]")) {
    const wrong = controlsOf(form, place.dataset.refuses).find(faultOf);
    const detail = wrong ? { fault: faultOf(wrong), length: wrong.value.length } : { fault: "" };
    place.dispatchEvent(new CustomEvent("mentor:fault", { detail }));
    first ??= wrong;
  }
  if (!first) return;
  waits = false;
  event.preventDefault();
  event.stopImmediatePropagation();
  turnTo(first);
};

if (typeof document !== "undefined") {
  document.addEventListener("submit", check, true);
  document.addEventListener("input", written, true);
}

/** Why a field is refused, told beside it; its controls are marked, and the first of them gets the focus. */
export function FieldError({ field, refusal, words, children }) {
  const here = useRef(null);
  const id = useId();
  const speech = useSpeech();
  const [{ fault, length }, setFault] = useState({ fault: "" });
  const [refused, setRefused] = useState(false);
  useEffect(() => {
    const place = here.current;
    const form = place.closest("form");
    const dialog = place.closest("dialog");
    const found = (event) => {
      setFault(event.detail);
      setRefused(false);
    };
    const forget = (event) => {
      if (event.target !== form && event.target !== dialog) return;
      if (lastSent === form) lastSent = null;
      setFault({ fault: "" });
      setRefused(false);
    };
    place.addEventListener("mentor:fault", found);
    form?.addEventListener("reset", forget);
    dialog?.addEventListener("close", forget);
    return () => {
      place.removeEventListener("mentor:fault", found);
      form?.removeEventListener("reset", forget);
      dialog?.removeEventListener("close", forget);
    };
  }, []);
  useEffect(() => {
    setRefused(refusal?.field === field && isToldIn(here.current));
  }, [refusal, field]);
  useEffect(() => {
    const form = here.current.closest("form");
    const controls = controlsOf(form, field);
    for (const control of controls) {
      if (fault || refused) control.setAttribute("aria-invalid", "true");
      else control.removeAttribute("aria-invalid");
      if (!control.hasAttribute("aria-describedby")) control.setAttribute("aria-describedby", id);
    }
    if (!refused || !waits || form !== lastSent) return;
    waits = false;
    if (controls.length) turnTo(controls[0]);
  }, [fault, refused, refusal]);
  const told = refused ? speech.say(refusal.message, refusal.params) : "";
  const said = fault ? speech.say(words[fault], { length, most: MOST }) : told;
  return createElement(
    "div",
    { ref: here, id, "aria-live": "polite", "data-refuses": field },
    said && createElement("p", { className: "field-error" }, children, said),
  );
}

const nameOf = (control) => control?.ariaLabel || control?.labels?.[0]?.innerText || "";

/** A refusal that no `FieldError` tells, in a notice that names the field; what was typed is left alone. */
export function Unplaced({ refusal, closeLabel, children: [mark, cross] }) {
  const speech = useSpeech();
  const [about, setAbout] = useState(null);
  useEffect(() => {
    const field = refusal?.field;
    if (!field) return setAbout(null);
    const places = [...document.querySelectorAll("[data-refuses]")];
    if (places.some((place) => place.dataset.refuses === field && isToldIn(place))) return setAbout(null);
    setAbout(nameOf(lastSent ? controlsOf(lastSent, field)[0] : lastWritten));
  }, [refusal]);
  if (about === null || !refusal?.field) return null;
  const close = createElement("button", { type: "button", className: "button button--icon", "aria-label": closeLabel, onClick: () => setAbout(null) }, cross);
  return createElement(
    "div",
    { className: "notice notice--refused" },
    mark,
    createElement("div", { className: "grow" }, about && createElement("p", { className: "strong" }, about), createElement("p", null, speech.say(refusal.message, refusal.params))),
    close,
  );
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
