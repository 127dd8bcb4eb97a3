// What `text.py` compiles to: sentences, moments and numbers in the reader's language.
//
// Pages are prerendered in English, so the first render in the browser must be English too: the server's
// snapshot below sees to that, and React renders again in the chosen language right after hydration.
import i18next from "i18next";
import { useEffect, useSyncExternalStore } from "react";
import { chunks, languages } from "./catalogues.js";

// 24-hour clock everywhere: plain "en" would mean the American one.
const regional = { en: "en-GB", fr: "fr", de: "de" };

const formats = new Map();
const formatter = (kind, language, options) => {
  const key = `${kind} ${language} ${JSON.stringify(options)}`;
  if (!formats.has(key)) formats.set(key, new Intl[kind](regional[language], options));
  return formats.get(key);
};

// The number that chose the plural form is told as its reader writes numbers; others, such as years, as they come.
const counts = {
  type: "formatter",
  init() {},
  add() {},
  addCached() {},
  format: (value, _style, language, { interpolationkey }) =>
    interpolationkey === "count" && typeof value === "number"
      ? formatter("NumberFormat", language, {}).format(value)
      : value,
};

const engine = i18next.createInstance();
engine.use(counts).init({
  lng: "en",
  fallbackLng: false,
  resources: { en: { translation: {} } },
  initAsync: false,
  keySeparator: false,
  nsSeparator: false,
  contextSeparator: "\u0004",
  interpolation: { escapeValue: false, alwaysFormat: true },
});

const minute = 60_000;
const steps = [
  ["day", 24 * 60 * minute],
  ["hour", 60 * minute],
  ["minute", minute],
];

const styles = {
  date: { day: "numeric", month: "long", year: "numeric" },
  short: { day: "numeric", month: "short" },
  weekday: { weekday: "long", day: "numeric", month: "long" },
  weekday_short: { weekday: "short", day: "numeric", month: "short" },
  month: { month: "long", year: "numeric" },
  time: { hour: "2-digit", minute: "2-digit" },
  weekday_time: { weekday: "short", hour: "2-digit", minute: "2-digit" },
  datetime: { weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" },
  full: {
    weekday: "long", day: "numeric", month: "long", year: "numeric",
    hour: "2-digit", minute: "2-digit", timeZoneName: "short",
  },
};

// A date alone belongs to no zone; a time without a zone is one of ours, and ours are UTC.
const parsed = (iso, zone) => {
  const text = String(iso ?? "");
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return { when: new Date(`${text}T00:00:00Z`), zone: "UTC", whole: true };
  const zoned = /(?:Z|[+-]\d{2}:?\d{2})$/i.test(text);
  return { when: new Date(zoned ? text : `${text}Z`), zone, whole: false };
};

const knownZone = (zone) => {
  try {
    return zone ? new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone : undefined;
  } catch {
    return undefined;
  }
};

const speaker = (language, hydrated) => {
  const fixed = engine.getFixedT(language);
  const home = hydrated ? undefined : "UTC";
  const say = (key, params) => (key ? fixed(key, { ...params, defaultValue: key }) : "");
  const plural = (one, other, count, params) =>
    fixed(one, { ...params, count: Number(count ?? 0), defaultValue_one: one, defaultValue_other: other });
  const moment = (iso, style, zone) => {
    const { when, zone: own } = parsed(iso, knownZone(zone) ?? home);
    if (!iso || Number.isNaN(when.getTime())) return "";
    return formatter("DateTimeFormat", language, { ...styles[style], timeZone: own }).format(when);
  };
  const ago = (iso) => {
    const { when, whole } = parsed(iso, home);
    if (!iso || Number.isNaN(when.getTime())) return "";
    const distance = when.getTime() - Date.now();
    if (!hydrated || whole || Math.abs(distance) >= 7 * steps[0][1]) return moment(iso, "date");
    const [unit, size] = steps.find(([, length]) => Math.abs(distance) >= length) ?? ["minute", Infinity];
    const amount = Math.trunc(distance / size) || 0;
    const relative = unit === "minute" && amount === 0 ? ["second", 0] : [unit, amount];
    return formatter("RelativeTimeFormat", language, { numeric: "auto" }).format(relative[1], relative[0]);
  };
  // Rounded up, so that a minute counts until it is over; far away before the clock of this browser is known.
  const until = (iso) => {
    const { when } = parsed(iso, home);
    return iso && hydrated && !Number.isNaN(when.getTime()) ? Math.ceil((when.getTime() - Date.now()) / minute) : 1e9;
  };
  const number = (value, digits) =>
    formatter("NumberFormat", language, { maximumFractionDigits: digits ?? 1 }).format(Number(value ?? 0));
  const percent = (fraction) =>
    formatter("NumberFormat", language, { style: "percent", maximumFractionDigits: 0 }).format(Number(fraction ?? 0));
  const list = (items) => formatter("ListFormat", language, { type: "conjunction" }).format((items ?? []).map(String));
  const called = (kind, code) => {
    try {
      const name = formatter("DisplayNames", language, { type: kind }).of(String(code)) ?? "";
      return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
    } catch {
      return String(code ?? ""); // Not a code: a name somebody typed.
    }
  };
  return Object.freeze({ language, say, plural, moment, ago, until, number, percent, list, called });
};

const prerendered = speaker("en", false);
let current = speaker("en", true);
let wanted = "en";
const readers = new Set();

// Not before React has rendered the language wanted: the frame callback comes after that and before the paint.
const reveal = () =>
  requestAnimationFrame(() => {
    if (readers.size > 0 && current.language === wanted) document.documentElement.style.visibility = "";
  });

const remember = (language) => {
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `mentor_locale=${language}; path=/; max-age=31536000; samesite=lax${secure}`;
};

const load = async (language) => {
  if (language === "en" || engine.hasResourceBundle(language, "translation")) return;
  engine.addResourceBundle(language, "translation", (await chunks[language]()).default);
};

const speak = async (language) => {
  wanted = language;
  try {
    await load(language);
  } catch {
    // Offline: the page stays in the language it has.
    if (wanted === language) wanted = current.language;
    return reveal();
  }
  if (wanted !== language) return;
  current = speaker(language, true);
  document.documentElement.lang = language;
  for (const wake of readers) wake();
  reveal();
};

/** Speaks another language from now on, in this browser, and remembers it for a year. */
export const setLanguage = (language) => {
  if (!languages.includes(language)) return;
  remember(language);
  speak(language);
};

// The script in the head has chosen; fetching starts before React does.
if (typeof document !== "undefined") {
  const chosen = document.documentElement.dataset.language;
  if (languages.includes(chosen) && chosen !== "en") speak(chosen);
}

const listen = (wake) => {
  if (readers.size === 0) reveal();
  readers.add(wake);
  return () => readers.delete(wake);
};

/** The speaker of the moment; the component renders again when the language changes. */
export const useSpeech = () => useSyncExternalStore(listen, () => current, () => prerendered);

let ticks = 0;
let clock;
const waiting = new Set();
const eachMinute = (wake) => {
  waiting.add(wake);
  clock ??= setInterval(() => {
    ticks += 1;
    for (const each of waiting) each();
  }, minute);
  return () => {
    waiting.delete(wake);
    if (waiting.size === 0) {
      clearInterval(clock);
      clock = undefined;
    }
  };
};

/** Renders the component again each minute, so that "5 minutes ago" does not stand still. */
export const useMinute = () => useSyncExternalStore(eachMinute, () => ticks, () => 0);

/** Follows the language a member chose for themselves; an empty one leaves the browser's choice alone. */
export const FollowLanguage = ({ language }) => {
  useEffect(() => {
    if (language && language !== wanted) setLanguage(language);
  }, [language]);
  return null;
};
