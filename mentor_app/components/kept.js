// Text fields whose unsent words survive a reload or a lost connection.
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
