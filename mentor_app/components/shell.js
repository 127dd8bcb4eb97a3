// What a page owes its reader after moving: the heading gets the focus, open menus close, changes glow once.
import { createElement, useEffect, useRef } from "react";
import { useLocation } from "react-router";

export function Arrive() {
  const { pathname } = useLocation();
  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    document.querySelectorAll(":popover-open").forEach((open) => open.hidePopover());
    const timer = setTimeout(() => {
      const heading = document.querySelector("main h1") ?? document.querySelector("main");
      heading?.setAttribute("tabindex", "-1");
      heading?.focus({ preventScroll: true });
    }, 60);
    return () => clearTimeout(timer);
  }, [pathname]);
  return null;
}

export function Glow({ watch, children, ...rest }) {
  const here = useRef(null);
  const told = JSON.stringify(watch ?? null);
  const seen = useRef(told);
  useEffect(() => {
    const before = seen.current;
    seen.current = told;
    if (before === told || ['null', '""', "[]", "{}"].includes(before)) return;
    const { classList } = here.current;
    classList.remove("glow");
    requestAnimationFrame(() => classList.add("glow"));
  }, [told]);
  return createElement("div", { ...rest, ref: here }, children);
}
