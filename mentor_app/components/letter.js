// What the link in a letter opens, for the page that shows it. Asking changes nothing; it is asked again after each act.
import { useEffect, useSyncExternalStore } from "react";
import { carried, send } from "../doors/doors.js";

let letter = { standing: "looking" };
const readers = new Set();

const tell = (news) => {
  letter = news;
  for (const wake of readers) wake();
};

const look = async () => {
  const token = carried("token");
  if (!token) return tell({ standing: "absent" });
  try {
    const { ok, answer } = await send("/answer/look", { token });
    if (answer.standing === "mine") return location.replace(answer.next);
    tell(ok ? answer : { standing: "refused", message: answer.message });
  } catch {
    tell({ standing: "unreachable" });
  }
};

const listen = (wake) => {
  readers.add(wake);
  return () => readers.delete(wake);
};

const looking = letter;

/** What the letter's link opens, as far as it is known. */
export const useLetter = () => useSyncExternalStore(listen, () => letter, () => looking);

/** Looks once the page has come to life, and again whenever a form of its has been sent. */
export function LetterLook() {
  useEffect(() => {
    // Some programs move what follows the # into the query: it goes back, where no link leads it on.
    const token = carried("token");
    if (token && location.search) history.replaceState(history.state, "", `${location.pathname}#token=${encodeURIComponent(token)}`);
    look();
    addEventListener("mentor:door", look);
    return () => removeEventListener("mentor:door", look);
  }, []);
  return null;
}
