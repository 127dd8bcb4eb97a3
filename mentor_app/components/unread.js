// Something unread that is in view for a moment has been read.
import { useEffect } from "react";

const MOMENT = 1500;

export function WhenSeen({ unread = 0, onSeen }) {
  useEffect(() => {
    if (!(unread > 0)) return undefined;
    let timer;
    const look = () => {
      clearTimeout(timer);
      if (document.visibilityState === "visible") timer = setTimeout(() => onSeen?.(), MOMENT);
    };
    look();
    document.addEventListener("visibilitychange", look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [unread]);
  return null;
}
