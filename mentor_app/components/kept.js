// Text fields whose unsent words survive a reload or a lost connection, and text edited in place.
import { createElement, useEffect, useRef, useState } from "react";

const place = (keep) => `mentor:kept:${keep}`;

const recall = (keep) => {
  try {
    return keep ? localStorage.getItem(place(keep)) : null;
  } catch {
    return null;
  }
};

const remember = (keep, text) => {
  try {
    if (!keep) return;
    if (text) localStorage.setItem(place(keep), text);
    else localStorage.removeItem(place(keep));
  } catch {
    // Storage may be full or forbidden: the field itself still holds the words.
  }
};

// Counted as the server does: code points, without the space around them.
const lengthOf = (text) => Array.from(String(text ?? "").trim()).length;

function Told({ children }) {
  const [said, setSaid] = useState("");
  useEffect(() => {
    const pause = setTimeout(() => setSaid(children), 1000);
    return () => clearTimeout(pause);
  }, [children]);
  return createElement("span", { className: "unseen", role: "status" }, said);
}

// Uncontrolled, so that a repaint from elsewhere never touches what is being typed. A form's reset is the sign
// that its words have arrived, and only then are they forgotten here.
const kept = (tag) =>
  function Kept({ keep, initial = "", limit, countLabel, least = 0, leastLabel, mayBeEmpty = false, sample, sampleLabel, ariaLabel, sends = false, onTyping, ...rest }) {
    const field = useRef(null);
    const told = useRef(0);
    const [length, setLength] = useState(String(initial ?? "").length);
    const [written, setWritten] = useState(lengthOf(initial));
    const measure = (text) => {
      setLength(text.length);
      setWritten(lengthOf(text));
    };
    useEffect(() => {
      const element = field.current;
      const text = recall(keep);
      element.value = text ?? initial ?? "";
      measure(element.value);
      const cleared = () => {
        remember(keep, "");
        setTimeout(() => measure(element.value));
      };
      const form = element.form;
      form?.addEventListener("reset", cleared);
      return () => form?.removeEventListener("reset", cleared);
    }, [keep]);
    useEffect(() => {
      const element = field.current;
      if (document.activeElement !== element && recall(keep) === null) {
        element.value = initial ?? "";
        measure(element.value);
      }
    }, [initial]);
    const typed = (event) => {
      remember(keep, event.target.value);
      measure(event.target.value);
      if (onTyping && event.target.value && Date.now() - told.current > 2000) {
        told.current = Date.now();
        onTyping();
      }
    };
    const pressed = (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing || !matchMedia("(pointer: fine)").matches) return;
      event.preventDefault();
      if (event.target.value.trim()) event.target.form?.requestSubmit();
    };
    const control = createElement(tag, {
      ...rest,
      "aria-label": ariaLabel,
      ref: field,
      defaultValue: initial ?? "",
      maxLength: limit,
      onInput: typed,
      onKeyDown: sends ? pressed : undefined,
    });
    if (!countLabel || !limit) return control;
    const near = length > limit * 0.8;
    const short = written < least && !(mayBeEmpty && written === 0);
    const missing = short && leastLabel ? `${least - written} ${leastLabel}` : "";
    const begin = () => {
      const element = field.current;
      element.value = sample;
      remember(keep, sample);
      measure(sample);
      element.focus();
      element.setSelectionRange(sample.length, sample.length);
    };
    const beginning = sample && written === 0 ? createElement("button", { type: "button", className: "button button--quiet button--small kept-sample", onClick: begin }, sampleLabel) : null;
    return createElement(
      "div",
      { className: "kept" },
      control,
      createElement(
        "div",
        { className: "kept-foot" },
        beginning,
        createElement("span", { className: near || missing ? "field-count field-count--near" : "field-count", "aria-hidden": true }, missing ? `${missing} · ${length} / ${limit}` : `${length} / ${limit}`),
      ),
      // Said once the typing has paused, not at every letter.
      createElement(Told, null, near ? `${limit - length} ${countLabel}` : missing && written > 0 ? missing : ""),
    );
  };

export const KeptInput = kept("input");
export const KeptTextarea = kept("textarea");

// A pause, Enter or leaving saves; Escape takes back to what stood when the writing began, unless somebody else has
// written meanwhile: then it gives way to theirs. Every save names the version that stood when the writing began,
// so that somebody else's words are never overwritten unseen; once they have changed, saving waits until the writer
// leaves the field.
const PAUSE = 600;

export function EditableText({ value = "", version = 0, onSave, onTyping, multiline = false, lines = false, readOnly = false, newsLabel, ariaLabel, className, ...rest }) {
  const [draft, setDraft] = useState(null);
  const [saving, setSaving] = useState(null);
  const own = useRef(new Set());
  const base = useRef(version);
  const first = useRef("");
  const last = useRef("");
  const undone = useRef(false);
  const pause = useRef(null);
  const told = useRef(0);
  useEffect(() => setSaving(null), [value]);
  useEffect(() => {
    if (saving === null) return undefined;
    const timer = setTimeout(() => setSaving(null), 6000);
    return () => clearTimeout(timer);
  }, [saving]);
  useEffect(() => () => clearTimeout(pause.current), []);
  const editing = draft !== null;
  const moved = editing && !own.current.has(value);
  useEffect(() => {
    if (moved) clearTimeout(pause.current);
  }, [moved]);
  const save = (text) => {
    clearTimeout(pause.current);
    if (!text || text === last.current) return;
    last.current = text;
    own.current.add(text);
    onSave?.(text, base.current);
  };
  const begin = () => {
    if (readOnly) return;
    first.current = last.current = value ?? "";
    own.current = new Set([value ?? ""]);
    base.current = version;
    undone.current = false;
    setDraft(saving ?? value ?? "");
  };
  const type = (event) => {
    const text = event.target.value;
    setDraft(text);
    if (onTyping && Date.now() - told.current > 2000) {
      told.current = Date.now();
      onTyping();
    }
    clearTimeout(pause.current);
    if (!moved) pause.current = setTimeout(() => save(text.trim()), PAUSE);
  };
  const leave = () => {
    if (undone.current && moved) return setDraft(null);
    const text = (undone.current ? first.current : (draft ?? "")).trim();
    setDraft(null);
    if (text && text !== (value ?? "")) setSaving(text);
    save(text);
  };
  const pressed = (event) => {
    if (event.key === "Escape") {
      undone.current = true;
      event.stopPropagation();
      event.target.blur();
    } else if (event.key === "Enter" && !lines && !(multiline && event.shiftKey) && !event.nativeEvent.isComposing) {
      event.preventDefault();
      event.target.blur();
    }
  };
  const field = createElement(multiline ? "textarea" : "input", {
    ...rest,
    "aria-label": ariaLabel,
    className: ["editable", className].filter(Boolean).join(" "),
    rows: multiline ? (lines ? 3 : 1) : undefined,
    readOnly,
    value: draft ?? saving ?? value ?? "",
    onFocus: begin,
    onChange: type,
    onBlur: editing ? leave : undefined,
    onKeyDown: pressed,
  });
  if (!newsLabel) return field;
  return createElement("span", { className: "editable-frame" }, field, moved ? createElement("span", { className: "editable-news", role: "status" }, newsLabel) : null);
}

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
