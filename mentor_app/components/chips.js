import { createElement, useEffect, useState } from "react";

// Words collected one by one: Enter or a comma adds, Backspace in an empty field takes the last one away.
export function ChipsInput({ name, initial = [], options = [], listId, removeLabel = "", placeholder, ariaLabel, className, onChange, ...rest }) {
  const [chosen, setChosen] = useState(initial);
  const [typed, setTyped] = useState("");
  useEffect(() => setChosen(initial), [JSON.stringify(initial)]);
  const change = (next) => {
    setChosen(next);
    onChange?.(next);
  };
  const add = (text) => {
    const word = text.trim();
    setTyped("");
    if (word && !chosen.some((other) => other.toLowerCase() === word.toLowerCase())) change([...chosen, word]);
  };
  const pressed = (event) => {
    if ((event.key === "Enter" && typed.trim()) || event.key === ",") {
      event.preventDefault();
      add(typed);
    } else if (event.key === "Backspace" && !typed && chosen.length) change(chosen.slice(0, -1));
  };
  const chip = (word) =>
    createElement(
      "span",
      { className: "chip chip--accent", key: word },
      word,
      createElement("input", { type: "hidden", name: `${name}[]`, value: word }),
      createElement("button", { type: "button", className: "chip-remove", "aria-label": `${removeLabel} ${word}`.trim(), onClick: () => change(chosen.filter((other) => other !== word)) }, "×"),
    );
  return createElement(
    "div",
    { className: "input input--chips" },
    ...chosen.map(chip),
    createElement("input", {
      ...rest,
      "aria-label": ariaLabel,
      type: "text",
      "data-gives": name,
      list: options.length ? listId : undefined,
      placeholder: chosen.length ? undefined : placeholder,
      value: typed,
      onChange: (event) => (options.includes(event.target.value) ? add(event.target.value) : setTyped(event.target.value)),
      onKeyDown: pressed,
      onBlur: () => add(typed),
    }),
    options.length ? createElement("datalist", { id: listId }, ...options.map((word) => createElement("option", { value: word, key: word }))) : null,
  );
}
