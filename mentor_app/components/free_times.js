// Times at which two people are both free, as buttons that put a time into the form, or take it out again.
import { createElement } from "react";
import { Link } from "react-router";
import { useSpeech } from "../../i18n/text/speech.js";

const byDay = (slots) => {
  const days = new Map();
  for (const slot of slots) {
    const day = slot.wall.slice(0, 10);
    days.set(day, [...(days.get(day) ?? []), slot]);
  }
  return [...days];
};

export function FreeChoices({ standing, slots, words, zone, chosen, most, onToggle }) {
  const speech = useSpeech();
  if (standing !== "found") {
    return createElement(
      "p",
      { className: "field-hint", role: "status" },
      words[standing] ?? "",
      ["unset_mine", "none"].includes(standing) && words.way ? [" ", createElement(Link, { to: "/calendar", key: "way", className: "link" }, words.way)] : null,
    );
  }
  const theirs = (slot) => {
    if (!slot.their_zone) return null;
    const sameDay = speech.moment(slot.starts_at, "short", zone) === speech.moment(slot.starts_at, "short", slot.their_zone);
    const style = sameDay ? "time" : "weekday_time";
    const [before, after] = words.theirs.split("…");
    return createElement(
      "span",
      { className: "free-theirs" },
      createElement("span", { className: "unseen" }, ` ${before}`),
      speech.moment(slot.starts_at, style, slot.their_zone),
      createElement("span", { className: "unseen" }, after),
    );
  };
  const button = (slot) => {
    const pressed = chosen.includes(slot.wall);
    return createElement(
      "button",
      {
        type: "button",
        key: slot.starts_at,
        className: pressed ? "chip chip--dark free-time" : "chip free-time",
        "aria-pressed": pressed,
        disabled: !pressed && chosen.length >= most,
        onClick: () => onToggle(slot.wall),
      },
      createElement("span", null, speech.moment(slot.starts_at, "time", zone)),
      theirs(slot),
    );
  };
  return createElement(
    "div",
    { className: "free-times", role: "group", "aria-label": words.found },
    createElement("p", { className: "field-hint", role: "status" }, words.found, slots.some((each) => each.their_zone) ? ` ${words.second}` : ""),
    createElement("div", { className: "free-days" }, ...byDay(slots).map(([day, times]) =>
      createElement(
        "div",
        { className: "free-day", role: "group", "aria-label": speech.moment(day, "weekday"), key: day },
        createElement("span", { className: "free-date" }, speech.moment(day, "weekday_short")),
        createElement("div", { className: "chips" }, ...times.map(button)),
      ),
    )),
  );
}
