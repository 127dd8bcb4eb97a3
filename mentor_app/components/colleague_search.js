// Finding a colleague by name where nobody is signed in: asked once for each press, never while somebody is typing.
import { createElement, useRef, useState } from "react";
import { carried, send } from "../doors/doors.js";

const nothing = { people: [], told: "" };

export function ColleagueSearch({ label, findLabel, hint, legend, nobody, unreachable, speech, fieldId, describedBy, ...rest }) {
  const typed = useRef(null);
  const [found, setFound] = useState(nothing);
  const [looking, setLooking] = useState(false);
  const look = async () => {
    if (looking || !typed.current.value.trim()) return;
    setLooking(true);
    try {
      const { ok, answer } = await send("/answer/colleagues", { token: carried("token"), name: typed.current.value });
      if (!ok) setFound({ people: [], told: speech.say(answer.message, answer.params) });
      else setFound({ people: answer.people, told: answer.people.length ? "" : nobody });
    } catch {
      setFound({ people: [], told: speech.say(unreachable) });
    }
    setLooking(false);
  };
  // In this field Enter looks; it does not send the form around it.
  const onKeyDown = (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    look();
  };
  const field = createElement("input", {
    ref: typed, type: "search", className: "input", id: fieldId, "aria-describedby": `${fieldId}-hint ${describedBy}`, autoComplete: "off", maxLength: 200, onKeyDown,
    "data-gives": "colleague",
  });
  const candidate = ({ id, name, headline }) =>
    createElement("label", { className: "candidate", key: id },
      createElement("input", { type: "radio", name: "colleague", value: id }),
      createElement("span", { className: "grow" },
        createElement("span", { className: "person-name" }, name),
        createElement("span", { className: "note" }, headline)));
  return createElement("div", { ...rest, className: "stack stack--tight" },
    createElement("label", { className: "field-label", htmlFor: fieldId }, label),
    createElement("div", { className: "find-row" }, field,
      createElement("button", { type: "button", className: "button", onClick: look, disabled: looking }, findLabel)),
    createElement("p", { className: "field-hint", id: `${fieldId}-hint` }, hint),
    createElement("div", { role: "status" }, found.told && createElement("p", { className: "note" }, found.told)),
    found.people.length
      ? createElement("fieldset", { className: "candidates" }, createElement("legend", { className: "unseen" }, legend), ...found.people.map(candidate))
      : null);
}
