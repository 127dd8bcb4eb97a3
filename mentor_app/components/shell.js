// What a page owes its reader after moving: the heading gets the focus, open menus close, changes glow once.
import { createElement, useEffect, useRef } from "react";
import { Link, useLocation } from "react-router";

// Every page brings its own shell, so where the reader was is remembered outside of it.
let before = null;

export function Arrive() {
  const { pathname } = useLocation();
  useEffect(() => {
    const moved = before !== null && before !== pathname;
    before = pathname;
    if (!moved) return undefined;
    document.querySelectorAll(":popover-open").forEach((open) => open.hidePopover());
    const timer = setTimeout(() => {
      // Whoever is writing stays where they write: the address moved on, the page did not.
      if (document.activeElement?.matches("main textarea")) return;
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

// A link that knows where the reader is. The router's own kind takes `/goals/` and `/goals` for two places.
const trimmed = (path) => path.replace(/[?#].*$/, "").replace(/\/+$/, "") || "/";

export function PageLink({ to, whole, beneath, children, ...rest }) {
  const here = trimmed(useLocation().pathname);
  const there = trimmed(to ?? "");
  const inside = (place) => Boolean(place) && place !== "/" && here.startsWith(`${place}/`);
  const current = here === there || (!whole && inside(there)) || inside(beneath);
  const self = useRef(null);
  // A row that is wider than the screen shows the tab one is on.
  useEffect(() => {
    const tab = self.current;
    const row = current ? tab?.closest(".tabs") : null;
    if (!row) return;
    const show = () => {
      if (!tab.isConnected) return; // the page was left, and its row is still watched for a moment
      const [own, its] = [tab.getBoundingClientRect(), row.getBoundingClientRect()];
      row.scrollLeft += own.left + own.width / 2 - its.left - its.width / 2;
    };
    // Once more when the letters or the language arrive, and the tabs get their width.
    const watch = new ResizeObserver(show);
    for (const tab of row.children) watch.observe(tab);
    return () => watch.disconnect();
  }, [current, here]);
  const marked = { ...rest, ref: self, to: to ?? "", "aria-current": current ? "page" : undefined };
  return createElement(Link, marked, children);
}
