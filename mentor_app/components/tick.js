// A tick that answers the finger at once, and the server a moment later: until the server's word arrives it shows
// what the person chose; if none arrives, it returns to what is true.
import { createElement, useEffect, useState } from "react";

const PATIENCE = 6000;

export function Tick({ checked, onChange, ariaLabel, ...rest }) {
  const [chosen, setChosen] = useState(null);
  useEffect(() => setChosen(null), [checked]);
  useEffect(() => {
    if (chosen === null) return undefined;
    const timer = setTimeout(() => setChosen(null), PATIENCE);
    return () => clearTimeout(timer);
  }, [chosen]);
  const turn = (event) => {
    setChosen(event.target.checked);
    onChange?.(event);
  };
  return createElement("input", { ...rest, "aria-label": ariaLabel, checked: chosen ?? Boolean(checked), onChange: turn });
}
