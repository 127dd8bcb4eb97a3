// A button that puts a text into the clipboard, and says so until the text is another.
import { createElement, useEffect, useState } from "react";

// Without https a browser gives no clipboard to a page; copying what is selected works there, too.
const copy = async (field) => {
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    return document.execCommand("copy");
  }
};

export function CopyButton({ of, words, copied, ...rest }) {
  const [isCopied, setCopied] = useState("");
  const field = () => document.getElementById(of);
  useEffect(() => {
    if (isCopied && field()?.value !== isCopied) setCopied("");
  });
  const press = async () => {
    const found = field();
    if (found && (await copy(found))) setCopied(found.value);
  };
  return createElement("button", { ...rest, type: "button", onClick: press }, createElement("span", { "aria-live": "polite" }, isCopied ? copied : words));
}
