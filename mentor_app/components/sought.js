// What the address asks for comes into view as it arrives, in the middle of a page or at its end.
import { createElement, useEffect, useRef } from "react";

export function Sought({ name, wanted }) {
  const here = useRef(null);
  useEffect(() => {
    if (!wanted || new URLSearchParams(window.location.search).get(name) !== wanted) return;
    here.current?.parentElement?.scrollIntoView({ block: "start" });
  }, [name, wanted]);
  return createElement("span", { ref: here, hidden: true });
}
