// A conversation on screen: the newest words in view, read when they are seen, days told apart by the reader's clock.
import { Children, createElement, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useNavigate } from "react-router";

const NEAR = 120;

// Follows the newest message unless the reader has scrolled up; earlier ones arrive above without moving what is read.
export function Messages({ talk, sought = 0, latest = 0, unread = 0, onSeen, children, ...rest }) {
  const here = useRef(null);
  const at = useRef({ talk: null, latest: 0, height: 0, near: true });
  const keep = () => {
    const { scrollHeight, scrollTop, clientHeight } = here.current;
    at.current.height = scrollHeight;
    at.current.near = scrollHeight - scrollTop - clientHeight < NEAR;
  };
  useLayoutEffect(() => {
    const element = here.current;
    const before = at.current;
    const grown = element.scrollHeight - before.height;
    if (before.talk !== talk || before.near) element.scrollTop = element.scrollHeight;
    else if (before.latest === latest && grown > 0) element.scrollTop += grown;
    at.current = { ...before, talk, latest };
    keep();
  });
  // The message a search led to comes into view once, and the newest no longer pull away from it.
  useLayoutEffect(() => {
    const found = sought > 0 && here.current.querySelector('[data-sought="true"]');
    if (!found) return;
    found.scrollIntoView({ block: "center" });
    keep();
  }, [talk, sought, latest > 0]);
  useEffect(() => {
    const element = here.current;
    const resized = new ResizeObserver(() => {
      if (at.current.near) element.scrollTop = element.scrollHeight;
    });
    resized.observe(element);
    return () => resized.disconnect();
  }, []);
  useEffect(() => {
    if (!(unread > 0)) return undefined;
    const look = () => document.visibilityState === "visible" && onSeen?.(latest);
    look();
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, [talk, latest, unread > 0]);
  return createElement("div", { ...rest, ref: here, onScroll: keep, tabIndex: 0 }, children);
}

const dayOf = (iso) => (iso ? new Date(iso).toDateString() : "");

// A line between two days, on the reader's own calendar.
export function DayBreak({ at, before, today, yesterday, children }) {
  const day = dayOf(at);
  if (day === dayOf(before)) return null;
  const ago = new Date();
  if (day === ago.toDateString()) return createElement("div", { className: "day" }, today);
  ago.setDate(ago.getDate() - 1);
  return createElement("div", { className: "day" }, day === ago.toDateString() ? yesterday : children);
}

// A button that is there only until a moment, and the dialog it opens, which is on the page only while it is open: its
// words are those of the message beside it, and nobody should find them twice.
export function Until({ moment, children }) {
  const left = moment ? new Date(moment).getTime() - Date.now() : 0;
  const [fresh, setFresh] = useState(left > 0);
  const [open, setOpen] = useState(false);
  const here = useRef(null);
  const [button, dialog] = Children.toArray(children);
  useEffect(() => {
    setFresh(left > 0);
    if (!(left > 0)) return undefined;
    const timer = setTimeout(() => setFresh(false), left);
    return () => clearTimeout(timer);
  }, [moment]);
  useEffect(() => {
    if (!open) return undefined;
    const element = here.current.querySelector("dialog");
    const shut = (event) => event.target === element && setOpen(false);
    element.addEventListener("close", shut);
    element.showModal();
    return () => element.removeEventListener("close", shut);
  }, [open]);
  if (!fresh && !open) return null;
  return createElement("span", { ref: here }, createElement("span", { onClick: () => setOpen(true) }, button), open ? dialog : null);
}

// Takes the address of a person to write to on to the conversation that there is already.
export function GoOn({ to }) {
  const go = useNavigate();
  useEffect(() => {
    if (to) go(to, { replace: true });
  }, [to]);
  return null;
}
