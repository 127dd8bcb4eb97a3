// Two ways to send one form: each button says which it is before the form is read.
import { createElement } from "react";

export function Way({ field, value, children, ...rest }) {
  const choose = (event) => {
    event.currentTarget.form.elements[field].value = value;
  };
  return createElement("button", { ...rest, type: "submit", onClick: choose }, children);
}
