// Files chosen, uploaded while the words are still being written, and sent with the form by their ids.
// A lost connection leaves the file in its place with a way to try again; leaving a file out forgets its bytes, too.
import { createElement, useEffect, useRef, useState } from "react";

const HEADER = { "x-mentor-form": "1" };
let serial = 0;

// XMLHttpRequest, as fetch does not tell how far an upload has come.
const upload = (file, { onProgress, onDone, onFail }) => {
  const request = new XMLHttpRequest();
  request.open("POST", `/files?name=${encodeURIComponent(file.name)}`);
  request.setRequestHeader("content-type", "application/octet-stream");
  request.setRequestHeader("x-mentor-form", HEADER["x-mentor-form"]);
  request.responseType = "json";
  request.upload.onprogress = (event) => event.lengthComputable && onProgress(Math.round((100 * event.loaded) / event.total));
  request.onload = () => (request.status === 200 && request.response?.id ? onDone(request.response) : onFail(request.response ?? {}));
  request.onerror = () => onFail(null);
  request.onabort = () => {};
  request.send(file);
  return () => request.abort();
};

const forget = (id) =>
  fetch(`/files/${id}/remove`, {
    method: "POST",
    headers: { "content-type": "application/json", ...HEADER },
    body: "{}",
    keepalive: true,
  }).catch(() => {});

export function Attachments({ name, words, speech, largest, most, accept, className, children }) {
  const here = useRef(null);
  const input = useRef(null);
  const [items, setItems] = useState([]);
  const [over, setOver] = useState(false);
  const all = useRef(items);
  const queued = useRef(false);
  all.current = items;
  const change = (key, values) => setItems((now) => now.map((item) => (item.key === key ? { ...item, ...values } : item)));

  const start = (item) =>
    upload(item.file, {
      onProgress: (share) => change(item.key, { share }),
      onDone: ({ id, name: kept }) => change(item.key, { id, name: kept, share: 100, state: "done", stop: null }),
      onFail: (refusal) =>
        change(item.key, {
          state: refusal?.message && refusal.field === "file" ? "refused" : "failed",
          told: refusal === null ? "" : refusal.message ?? "",
          params: refusal?.params ?? {},
          stop: null,
        }),
    });

  const add = (files) => {
    const room = most - all.current.length;
    const chosen = [...files].slice(0, Math.max(0, room)).map((file) => {
      const item = { key: (serial += 1), file, name: file.name, share: 0, state: "sending", told: "", params: {} };
      if (file.size > largest) return { ...item, state: "refused", told: words.large };
      if (!file.size) return { ...item, state: "refused", told: words.empty };
      return item;
    });
    setItems((now) => [...now, ...chosen]);
    for (const item of chosen) if (item.state === "sending") change(item.key, { stop: start(item) });
  };

  const again = (item) => {
    change(item.key, { state: "sending", share: 0, told: "" });
    change(item.key, { stop: start(item) });
  };

  const leaveOut = (item) => {
    item.stop?.();
    if (item.id) forget(item.id);
    setItems((now) => now.filter((other) => other.key !== item.key));
    input.current?.focus();
  };

  useEffect(() => {
    const form = here.current.closest("form");
    // The form is emptied once its words, and these files with them, have arrived.
    const emptied = () => setItems([]);
    // Sent before its files are there, the form waits for them; with one that failed, for its writer to decide.
    const wait = (event) => {
      const open = all.current.filter((item) => item.state === "sending" || item.state === "failed");
      if (!open.length) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      queued.current = open.every((item) => item.state === "sending");
    };
    const enter = (event) => {
      if (![...(event.dataTransfer?.types ?? [])].includes("Files")) return;
      event.preventDefault();
      setOver(event.type !== "dragleave" || form.contains(event.relatedTarget));
    };
    const drop = (event) => {
      if (!event.dataTransfer?.files.length) return;
      event.preventDefault();
      setOver(false);
      add(event.dataTransfer.files);
    };
    const paste = (event) => {
      if (!event.clipboardData?.files.length) return;
      event.preventDefault();
      add(event.clipboardData.files);
    };
    const heard = { reset: emptied, dragover: enter, dragleave: enter, drop, paste };
    for (const [kind, hear] of Object.entries(heard)) form.addEventListener(kind, hear);
    form.addEventListener("submit", wait, true);
    return () => {
      for (const [kind, hear] of Object.entries(heard)) form.removeEventListener(kind, hear);
      form.removeEventListener("submit", wait, true);
    };
  }, []);

  useEffect(() => {
    if (!queued.current || items.some((item) => item.state === "sending")) return;
    queued.current = false;
    if (items.every((item) => item.state === "done")) here.current.closest("form").requestSubmit();
  }, [items]);

  // What is still under way, or was never sent, is nobody's once this place is left.
  useEffect(() => () => all.current.forEach((item) => item.stop?.()), []);

  const telling = (item) => {
    if (item.state === "sending") return createElement("progress", { max: 100, value: item.share, "aria-label": `${words.progress} ${item.name}` });
    if (item.state === "done") return createElement("span", { className: "tiny" }, words.ready);
    const told = item.told ? speech.say(item.told, item.params) : words.lost;
    return createElement("span", { className: "attachment-told" }, told);
  };

  const row = (item) =>
    createElement(
      "li",
      { key: item.key, className: `attachment attachment--${item.state}` },
      createElement("span", { className: "attachment-name clip" }, item.name),
      telling(item),
      item.state === "failed" && createElement("button", { type: "button", className: "button button--small", onClick: () => again(item) }, words.again),
      createElement("button", { type: "button", className: "button button--icon button--small", "aria-label": `${words.remove} ${item.name}`, title: words.remove, onClick: () => leaveOut(item) }, "×"),
      item.id ? createElement("input", { type: "hidden", name: `${name}[]`, value: item.id }) : null,
    );

  const busy = items.some((item) => item.state === "sending");
  return createElement(
    "div",
    { className: [className, "attachments", over && "attachments--over"].filter(Boolean).join(" "), ref: here },
    items.length ? createElement("ul", { className: "attachment-list", "aria-label": words.label }, ...items.map(row)) : null,
    createElement(
      "label",
      { className: "button button--icon attachments-add", title: words.add },
      children,
      createElement("span", { className: "unseen" }, words.add),
      createElement("input", {
        ref: input,
        type: "file",
        "data-gives": name,
        multiple: true,
        accept,
        className: "unseen",
        disabled: items.length >= most,
        onChange: (event) => {
          add(event.target.files);
          event.target.value = "";
        },
      }),
    ),
    createElement("span", { className: "unseen", role: "status" }, busy ? words.wait : ""),
  );
}

// How large a file is, in the reader's language.
export function FileSize({ bytes, speech, ...rest }) {
  const [amount, unit] = bytes >= 1048576 ? [bytes / 1048576, "megabyte"] : [Math.max(1, bytes / 1024), "kilobyte"];
  const language = document.documentElement.lang || "en";
  const told = new Intl.NumberFormat(language, { style: "unit", unit, maximumFractionDigits: amount < 10 ? 1 : 0 }).format(amount);
  return createElement("span", rest, told);
}
