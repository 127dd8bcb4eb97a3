// What the address asks for comes into view as it arrives, in the middle of a page or at its end.
import { createElement, useEffect, useRef } from "react";
import { useLocation } from "react-router";

export function Sought({ name, wanted }) {
  const here = useRef(null);
  // Another key is another press, also on a link to what is open already: the page has gone to its top by then.
  const { key } = useLocation();
  useEffect(() => {
    if (!wanted || new URLSearchParams(window.location.search).get(name) !== wanted) return;
    here.current?.parentElement?.scrollIntoView({ block: "start" });
  }, [name, wanted, key]);
  return createElement("span", { ref: here, hidden: true });
}
