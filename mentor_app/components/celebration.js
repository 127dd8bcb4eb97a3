// A goal reached, by whoever's hand, is celebrated for a moment on every screen that shows it: quietly, and once.
import { createElement, useEffect, useRef, useState } from "react";

const MOMENT = 8000;

export function Celebration({ reached = [], lead, icon, className }) {
  const known = useRef(null);
  const [shown, setShown] = useState(null);
  useEffect(() => {
    const before = known.current;
    known.current = new Set(reached.map(({ id }) => id));
    const fresh = before && reached.find(({ id }) => !before.has(id));
    if (!fresh) return undefined;
    setShown(fresh);
    const timer = setTimeout(() => setShown(null), MOMENT);
    return () => clearTimeout(timer);
  }, [JSON.stringify(reached.map(({ id }) => id))]);
  const leaves = [...Array(7).keys()].map((each) => createElement("span", { key: each, className: "celebration-leaf", style: { "--turn": `${each * 51}deg` } }));
  const words = shown && createElement("div", { className: "celebration-card", key: shown.id }, createElement("span", { className: "celebration-leaves", "aria-hidden": true }, ...leaves), createElement("strong", null, lead), createElement("span", null, shown.title));
  return createElement("div", { className, role: "status" }, words);
}
