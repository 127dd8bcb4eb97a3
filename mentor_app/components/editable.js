// Text edited where it stands.
import { createElement, useEffect, useRef, useState } from "react";

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
