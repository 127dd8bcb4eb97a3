// A longer text that two people write: saved at every pause, kept in this browser until the server has it.
import { createElement, useEffect, useRef, useState } from "react";

const PAUSE = 700;
const place = (keep) => `mentor:draft:${keep}`;

const recall = (keep) => {
  try {
    return JSON.parse(localStorage.getItem(place(keep)) ?? "null");
  } catch {
    return null;
  }
};

const remember = (keep, kept) => {
  try {
    if (kept === null) localStorage.removeItem(place(keep));
    else localStorage.setItem(place(keep), JSON.stringify(kept));
  } catch {
    // Storage may be full or forbidden: the field itself still holds the words.
  }
};

const same = (one, other) => (one ?? "").trim() === (other ?? "").trim();

// Every save names the version that stood when the writing began. Once somebody else has written, saving waits until
// the writer leaves the field; the server then answers with both texts, and `unsettled` is true until one is chosen.
export function DraftText({ value = "", version = 0, keep, onSave, onTyping, readOnly = false, unsettled = false, newsLabel, savedLabel, unsavedLabel, ariaLabel, className, ...rest }) {
  const [draft, setDraft] = useState(null);
  const [saving, setSaving] = useState(null);
  const [touched, setTouched] = useState(false);
  const own = useRef(new Set());
  const base = useRef(version);
  const last = useRef(null);
  const pause = useRef(null);
  const told = useRef(0);
  const asked = useRef(false);
  const field = useRef(null);
  const save = (text, from) => {
    clearTimeout(pause.current);
    if (same(text, last.current)) return;
    last.current = text;
    own.current.add(text.trim());
    onSave?.(text, from);
  };
  // What was typed before a reload or a lost connection, and has not arrived.
  useEffect(() => {
    const kept = readOnly ? null : recall(keep);
    if (!kept) return;
    if (same(kept.text, value)) return remember(keep, null);
    setTouched(true);
    setSaving(kept.text);
    base.current = kept.base;
    last.current = value;
    own.current = new Set([value.trim()]);
    save(kept.text, kept.base);
  }, [keep]);
  useEffect(() => () => clearTimeout(pause.current), []);
  useEffect(() => {
    if (saving !== null && same(saving, value)) setSaving(null);
    const kept = recall(keep);
    if (kept && same(kept.text, value)) remember(keep, null);
  }, [value]);
  useEffect(() => {
    if (asked.current && !unsettled) {
      remember(keep, null);
      setSaving(null);
      setDraft(null);
      field.current?.blur();
    }
    asked.current = unsettled;
  }, [unsettled]);
  const moved = draft !== null && !own.current.has(value.trim());
  useEffect(() => {
    if (!moved) return;
    clearTimeout(pause.current);
    // Nothing of one's own is unsaved: then what the other one writes appears at once, here as well.
    if (same(draft, last.current)) {
      own.current = new Set([value.trim()]);
      base.current = version;
      last.current = value;
      setDraft(value);
      remember(keep, null);
    }
  }, [moved, value]);
  const begin = () => {
    if (readOnly) return;
    if (saving === null) {
      own.current = new Set([value.trim()]);
      base.current = version;
      last.current = value;
    }
    setDraft(saving ?? value);
  };
  const type = (event) => {
    const text = event.target.value;
    setDraft(text);
    setTouched(true);
    remember(keep, { text, base: base.current });
    if (onTyping && Date.now() - told.current > 2000) {
      told.current = Date.now();
      onTyping();
    }
    clearTimeout(pause.current);
    if (!moved) pause.current = setTimeout(() => save(text, base.current), PAUSE);
  };
  const leave = () => {
    const text = draft ?? "";
    setDraft(null);
    if (same(text, value)) return remember(keep, null);
    setSaving(text);
    save(text, base.current);
  };
  const shown = draft ?? saving ?? value;
  const control = createElement("textarea", {
    ...rest,
    "aria-label": ariaLabel,
    className: ["input", "draft", className].filter(Boolean).join(" "),
    ref: field,
    readOnly,
    value: shown,
    onFocus: begin,
    onChange: type,
    onBlur: draft === null ? undefined : leave,
  });
  const news = moved ? newsLabel : touched ? (same(shown, value) ? savedLabel : unsavedLabel) : "";
  return createElement("div", { className: "draft-frame" }, control, createElement("span", { className: "draft-news", role: moved ? "status" : undefined }, news));
}
