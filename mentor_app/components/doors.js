// Forms that go to the server by themselves, without the live connection: joining, signing in, passwords.
// An error stands beside its field, what was typed stays, and where it leads is loaded anew, so that the
// connection opens with the new cookie.
import { createContext, createElement, useContext, useEffect, useRef, useState } from "react";
import { FieldError } from "../form_answers/form_answers.js";

const Door = createContext({ refusal: null, sending: false, done: false, ready: false });
const nowhere = { refusal: null, sending: false, done: false };

// A letter's token or a wish such as `next`: in the address of the page, in its fragment or its query.
export const carried = (name) =>
  new URLSearchParams(location.hash.slice(1)).get(name) ?? new URLSearchParams(location.search).get(name) ?? "";

export const send = async (action, fields) => {
  const response = await fetch(action, {
    method: "POST",
    headers: { "content-type": "application/json", "x-mentor-form": "1" },
    credentials: "same-origin",
    body: JSON.stringify(fields),
  });
  return { ok: response.ok, answer: await response.json() };
};

const ask = () => fetch("/auth/options").then((response) => response.json());

let asked;
const options = () => (asked ??= ask());

const useOptions = () => {
  const [found, setFound] = useState(null);
  useEffect(() => {
    let here = true;
    options().then(
      (answer) => here && setFound(answer),
      () => {
        asked = undefined;
      },
    );
    return () => {
      here = false;
    };
  }, []);
  return found;
};

const own = { language: () => document.documentElement.lang, time_zone: () => Intl.DateTimeFormat().resolvedOptions().timeZone };

// `byHand`: sent only after a person has touched this page. Mail scanners run scripts, and some press buttons by script.
const touched = () => navigator.userActivation?.hasBeenActive ?? true;

const plain = (name) => name.replace(/\[\]$/, "");

// A field whose name ends in `[]` is a list, also with one entry.
const filledIn = (sent) =>
  Object.fromEntries([...new Set(sent.keys())].map((name) => [plain(name), name.endsWith("[]") ? sent.getAll(name) : sent.get(name)]));

export function DoorForm({ action, carries = [], byHand = false, unreachable, children, ...rest }) {
  const form = useRef(null);
  const [door, setDoor] = useState(nowhere);
  const [ready, setReady] = useState(false);
  useEffect(() => setReady(true), []);
  const submit = async (event) => {
    event.preventDefault();
    if (door.sending || (byHand && !touched())) return;
    const fields = filledIn(new FormData(form.current));
    for (const name of carries) fields[name] = own[name] ? own[name]() : carried(name);
    setDoor({ ...nowhere, sending: true });
    try {
      const { ok, answer } = await send(action, fields);
      if (!ok) return setDoor({ ...nowhere, refusal: answer });
      if (answer.next) return location.assign(answer.next);
      form.current?.reset();
      setDoor({ ...nowhere, done: true });
      dispatchEvent(new Event("mentor:door"));
    } catch {
      setDoor({ ...nowhere, refusal: { field: "", message: unreachable, params: {} } });
    }
  };
  const shell = createElement("form", { ...rest, ref: form, onSubmit: submit, noValidate: true, "aria-busy": door.sending }, children);
  return createElement(Door.Provider, { value: { ...door, ready } }, shell);
}

export function DoorError({ name, words, children }) {
  return createElement(FieldError, { field: name, refusal: useContext(Door).refusal, words }, children);
}

// Disabled until the page has come to life: before that, the browser itself would send the form, and put a password
// into an address.
export function DoorSubmit({ children, ...rest }) {
  const { ready, sending } = useContext(Door);
  return createElement("button", { ...rest, type: "submit", disabled: !ready || sending }, children);
}

export function DoorDone({ children, ...rest }) {
  return createElement("div", { ...rest, role: "status" }, useContext(Door).done ? children : null);
}

export function DoorUndone({ children }) {
  return createElement("div", { className: "form", hidden: useContext(Door).done }, children);
}

// One press fills in somebody's fields.
export function DoorFill({ fills, children, ...rest }) {
  const fill = (event) => {
    const { elements } = event.currentTarget.closest(".gate").querySelector("form");
    for (const [name, value] of Object.entries(fills)) elements[name].value = value;
    elements[Object.keys(fills)[0]].focus();
  };
  return createElement("button", { ...rest, type: "button", onClick: fill }, children);
}

// A press that sends a form without fields, such as signing out.
export function DoorButton({ action, children, ...rest }) {
  const press = async () => {
    const { ok, answer } = await send(action, {});
    if (ok) location.assign(answer.next || "/");
  };
  return createElement("button", { ...rest, type: "button", onClick: press }, children);
}

// Shown when the server says so: `provider`, `demo`; a signed-in person is taken elsewhere.
export function WhenOption({ option, children }) {
  return useOptions()?.[option] ? children : null;
}

export function ProviderLabel({ speech, sentence }) {
  return speech.say(sentence, { label: useOptions()?.provider ?? "" });
}

export function ProviderLink({ carries, becomes, children, ...rest }) {
  const go = (event) => {
    event.preventDefault();
    location.assign(`/auth/oidc?${new URLSearchParams({ [becomes]: carried(carries) })}`);
  };
  return createElement("a", { ...rest, href: "/auth/oidc", onClick: go }, children);
}

// Asked anew each time: somebody may have been signed out since the options were learnt.
export function SignedInGo({ to }) {
  useEffect(() => {
    let here = true;
    ask().then(
      (answer) => here && answer.signed_in && location.replace(to),
      () => {},
    );
    return () => {
      here = false;
    };
  }, [to]);
  return null;
}

// Its content is for whoever came with a letter's link, or for whoever came without.
export function WhenCarried({ name, absent = false, children }) {
  const [present, setPresent] = useState(null);
  useEffect(() => setPresent(Boolean(carried(name))), [name]);
  return present === null || present === absent ? null : children;
}

export function Problem({ sentences, speech, ...rest }) {
  const [word, setWord] = useState("");
  useEffect(() => setWord(carried("problem")), []);
  const sentence = Object.hasOwn(sentences, word) ? speech.say(sentences[word]) : "";
  return createElement("div", { role: "status" }, sentence && createElement("p", rest, sentence));
}

export function ZoneSelect({ value, onChoose, ...rest }) {
  const [zones, setZones] = useState([]);
  useEffect(() => setZones(["UTC", ...Intl.supportedValuesOf("timeZone")]), []);
  const listed = zones.includes(value) || !value ? zones : [value, ...zones];
  const option = (zone) => createElement("option", { key: zone, value: zone }, zone.replaceAll("_", " "));
  return createElement("select", { ...rest, value, onChange: (event) => onChoose(event.target.value) }, listed.map(option));
}
