// A setting that several people may change: it follows what stands until somebody types here, and sends along what
// stood then, so that nobody else's change is overwritten unseen.
import { createElement, Fragment, useEffect, useRef } from "react";

export function SettledInput({ name, stands = "", theirs, ...rest }) {
  const field = useRef(null);
  const was = useRef(null);
  const typed = useRef(false);
  const latest = useRef(stands);
  latest.current = stands;
  const follow = () => {
    typed.current = false;
    field.current.value = latest.current;
    was.current.value = latest.current;
  };
  useEffect(() => {
    if (!typed.current || field.current.value === stands) follow();
  }, [stands]);
  useEffect(() => {
    // Both values are on the screen now: the next save has seen theirs.
    if (typeof theirs === "string") was.current.value = theirs;
  }, [theirs]);
  useEffect(() => {
    const { form } = field.current;
    // Saved, or left as it stands; what was saved may take a moment to come back.
    const left = (event) => {
      event.preventDefault();
      typed.current = false;
      setTimeout(() => field.current && !typed.current && follow(), 300);
    };
    form?.addEventListener("reset", left);
    return () => form?.removeEventListener("reset", left);
  }, []);
  return createElement(
    Fragment,
    null,
    createElement("input", {
      ...rest,
      name,
      ref: field,
      defaultValue: stands,
      onInput: () => {
        typed.current = true;
      },
    }),
    // Without a default: what React keeps up to date there would be the value of a hidden field.
    createElement("input", { type: "hidden", name: `${name}_was`, ref: was }),
  );
}
