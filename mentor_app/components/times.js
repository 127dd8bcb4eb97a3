// Times that suit, typed with the browser's own field for a day and an hour; unsent ones are still there after a reload.
import { createElement, useEffect, useRef, useState } from "react";
import { FreeChoices } from "../free_times/free_times.js";

const place = (keep) => `mentor:kept:${keep}`;

const recall = (keep) => {
  try {
    const kept = JSON.parse(localStorage.getItem(place(keep)) ?? "[]");
    return Array.isArray(kept) && kept.every((each) => typeof each === "string") ? kept : [];
  } catch {
    return [];
  }
};

const remember = (keep, times) => {
  try {
    if (times.some(Boolean)) localStorage.setItem(place(keep), JSON.stringify(times));
    else localStorage.removeItem(place(keep));
  } catch {
    // Storage may be full or forbidden: the fields themselves still hold the times.
  }
};

const wallClock = (zone) => {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone, dateStyle: "short", timeStyle: "short" }).format(new Date());
  } catch {
    return "";
  }
};

// Asks anew whenever the field comes into sight and its dialog was shut before, and when another length is chosen.
const useLooking = (group, onLook) => {
  const look = useRef(onLook);
  look.current = onLook;
  useEffect(() => {
    if (!look.current) return undefined;
    const form = group.current.closest("form");
    const dialog = group.current.closest("dialog");
    let looked = false;
    const ask = () => look.current(form?.elements.namedItem("minutes")?.value ?? "");
    const seen = () => {
      if (looked || (dialog && !dialog.open)) return;
      looked = true;
      ask();
    };
    const sight = new IntersectionObserver((entries) => entries.at(-1).isIntersecting && seen());
    sight.observe(group.current);
    const shut = (event) => {
      if (event.target === dialog) looked = false;
    };
    // A dialog opened again while it still fades never left the sight.
    const toggled = (event) => event.target === dialog && event.newState === "open" && seen();
    dialog?.addEventListener("close", shut);
    dialog?.addEventListener("toggle", toggled);
    const chosen = (event) => event.target.name === "minutes" && ask();
    form?.addEventListener("change", chosen);
    return () => {
      sight.disconnect();
      dialog?.removeEventListener("close", shut);
      dialog?.removeEventListener("toggle", toggled);
      form?.removeEventListener("change", chosen);
    };
  }, []);
};

export function TimesInput({
  name, keep, most = 5, label, addLabel, removeLabel, hint, clockLabel, elsewhereLabel, zone, fieldId, describedBy,
  required = false, standing = "", slots = [], initial, words = {}, onLook,
}) {
  const [times, setTimes] = useState([""]);
  const [isElsewhere, setElsewhere] = useState(false);
  const group = useRef(null);
  useEffect(() => {
    const kept = recall(keep);
    const first = kept.length ? kept : (initial ?? []);
    setTimes(first.length ? first.slice(0, most) : [""]);
    const cleared = () => {
      remember(keep, []);
      setTimes([""]);
    };
    const form = group.current.closest("form");
    form?.addEventListener("reset", cleared);
    return () => form?.removeEventListener("reset", cleared);
  }, [keep, JSON.stringify(initial ?? [])]);
  useEffect(() => setElsewhere(Boolean(zone) && wallClock(zone) !== wallClock(undefined)), [zone]);
  useLooking(group, onLook);
  const change = (next) => {
    setTimes(next);
    remember(keep, next);
  };
  const toggle = (wall) => {
    const kept = times.filter((each) => each && each !== wall);
    const next = times.includes(wall) ? kept : [...kept, wall];
    change(next.length ? next : [""]);
  };
  const row = (time, index) =>
    createElement(
      "div",
      { className: "time-field", key: index },
      createElement("input", {
        type: "datetime-local",
        className: "input",
        name: `${name}[]`,
        value: time,
        required: required && index === 0 && !times.some(Boolean),
        id: index === 0 ? fieldId : undefined,
        "aria-label": `${label} ${index + 1}`,
        "aria-describedby": `${fieldId}-clock ${describedBy}`,
        onChange: (event) => change(times.map((each, at) => (at === index ? event.target.value : each))),
      }),
      times.length > 1
        ? createElement("button", { type: "button", className: "button button--icon", "aria-label": `${removeLabel} ${index + 1}`, onClick: () => change(times.filter((_, at) => at !== index)) }, "×")
        : null,
    );
  return createElement(
    "div",
    { ref: group, className: "time-fields" },
    standing
      ? createElement(FreeChoices, { standing, slots, words, zone, chosen: times.filter(Boolean), most, onToggle: toggle })
      : null,
    ...times.map(row),
    // An empty one, so that the form always names the field.
    createElement("input", { type: "hidden", name: `${name}[]`, value: "" }),
    times.length < most
      ? createElement("button", { type: "button", className: "button button--quiet button--small", onClick: () => change([...times, ""]) }, addLabel)
      : null,
    createElement("p", { className: "field-hint", id: `${fieldId}-clock` }, `${hint}${isElsewhere ? elsewhereLabel : clockLabel}`),
  );
}
