"""Forms: a labelled control, its hint, and the error beside it. Nothing typed is lost.

form(
    field(_("Message"), "message", kept_textarea("message", keep="ask-ben"), errors=Notices.errors),
    submit(_("Send request"), closer(_("Not now"), closes="ask")),
    on_submit=RequestState.send,
    done=last_try(send_request),
)
"""

import reflex as rx

from mentor_app.components.form_answers import Arrival, Errors, field_error
from mentor_app.components.icons import icon
from mentor_app.components.tick import tick
from mentor_app.i18n.text import _, say

Words = rx.Var[str] | str


def control_id(name: Words, scope: Words = "") -> rx.Var[str]:
    """The id of a control, the same in its label and in itself.

    Set through `custom_attrs`, never as `id=`: Reflex would submit the value under the id, too.
    """
    return rx.Var.create(scope) + "field-" + name


def form(
    *content: rx.Component,
    on_submit: object,
    done: rx.Var[int] | None = None,
    class_name: str = "form",
    **attributes: object,
) -> rx.Component:
    """A form that keeps what was typed until it has arrived.

    Args:
        content: fields and a `submit(...)`.
        on_submit: receives the values by name.
        done: how the last try of this form's own act ended: a number that changes with every try, positive when
            it succeeded and negative when it was refused. After a success the form is emptied and the dialog
            around it closes. Without it the form stays as it is.
        class_name: `form`, or the name of a row such as `add-row`.
        attributes: anything else, for example `aria_label`.
    """
    end = Arrival.create(done=done) if done is not None else rx.fragment()
    return rx.el.form(*content, end, on_submit=on_submit, class_name=class_name, no_validate=True, **attributes)


def field(
    label: Words,
    name: str,
    control: rx.Component,
    *,
    errors: Errors | None = None,
    hint: Words | None = None,
    scope: Words = "",
    hide_label: bool = False,
) -> rx.Component:
    """A control with its label above, a hint and the error below.

    Args:
        label: what is asked.
        name: the field's name, the same as in `control`.
        control: made by `text`, `kept_input`, `select` ... with the same name and scope.
        errors: what the server refused last; shown beside this field when it is about it.
        hint: what helps answering.
        scope: tells two fields of one name on one page apart.
        hide_label: only for a field whose purpose its surroundings show; it is still read aloud.
    """
    own = control_id(name, scope)
    told = own + "-told"
    below: list[rx.Component] = [rx.el.p(hint, class_name="field-hint")] if hint is not None else []
    if errors is not None:
        below.append(field_error(name, errors))
    if below:
        control.custom_attrs = {**control.custom_attrs, "aria-describedby": told}
    return rx.el.div(
        rx.el.label(label, class_name="unseen" if hide_label else "field-label", html_for=own),
        control,
        rx.el.div(*below, class_name="field-told", custom_attrs={"id": told}) if below else rx.fragment(),
        class_name="field",
    )


def text(name: str, *, scope: Words = "", class_name: str = "input", **attributes: object) -> rx.Component:
    """One line of text; `type="email"`, `"password"`, `"date"`, `"number"` as `<input>` knows them."""
    return rx.el.input(name=name, class_name=class_name, custom_attrs={"id": control_id(name, scope)}, **attributes)


def search(name: str, *, label: Words, **attributes: object) -> rx.Component:
    """A search field with its glass."""
    return rx.el.div(
        icon("search"),
        rx.el.input(name=name, type="search", class_name="input", aria_label=label, placeholder=label, **attributes),
        class_name="search",
        role="search",
    )


def select(
    name: str,
    options: rx.Var[list[tuple[str, str]]] | list[tuple[str, Words]],
    *,
    scope: Words = "",
    **attributes: object,
) -> rx.Component:
    """A native choice of one.

    Args:
        name: the field's name.
        options: value and words, a list or a Var of pairs.
        scope: as in `field`.
        attributes: `default_value`, `on_change`, `aria_label`...
    """
    listed = (
        [rx.el.option(words, value=value) for value, words in options]
        if isinstance(options, list)
        else [rx.foreach(options, lambda pair: rx.el.option(say(pair[1]), value=pair[0]))]
    )
    return rx.el.select(
        *listed, name=name, class_name="input", custom_attrs={"id": control_id(name, scope)}, **attributes
    )


def checkbox(
    label: Words | rx.Component,
    name: str = "",
    *,
    count: rx.Var[int] | None = None,
    kind: str = "checkbox",
    **attributes: object,
) -> rx.Component:
    """A tick, its words, and how many it would leave.

    Args:
        label: what it means.
        name: the field's name; an unticked one is absent from what a form sends.
        count: a number at the end of the line.
        kind: `checkbox` or `radio`.
        attributes: `checked` with `on_change`, or `default_checked`; `value`; `disabled`.
    """
    if name:
        attributes["name"] = name
    end = rx.el.span(count, class_name="choice-count") if count is not None else rx.fragment()
    return rx.el.label(_tick(kind, attributes), rx.el.span(label), end, class_name="choice")


def switch(label: Words, name: str = "", *, hint: Words | None = None, **attributes: object) -> rx.Component:
    """Something that is on or off at once."""
    if name:
        attributes["name"] = name
    words = [rx.el.span(label)] + ([rx.el.span(hint, class_name="field-hint")] if hint is not None else [])
    return rx.el.label(
        _tick("checkbox", {"role": "switch", "class_name": "switch", **attributes}),
        rx.el.span(*words, class_name="choice-words"),
        class_name="choice",
    )


def _tick(kind: str, attributes: dict[str, object]) -> rx.Component:
    if kind == "checkbox" and "checked" in attributes:
        return tick(**attributes)
    return rx.el.input(type=kind, **attributes)


def fieldset(legend: Words, *content: rx.Component, class_name: str = "facet", **attributes: object) -> rx.Component:
    """Choices that answer one question."""
    return rx.el.fieldset(rx.el.legend(legend, class_name="legend"), *content, class_name=class_name, **attributes)


def submit(
    words: Words, *others: rx.Component, class_name: str = "button button--primary", **attributes: object
) -> rx.Component:
    """The row that ends a form: its one primary button, then other ways."""
    return rx.el.div(
        rx.el.button(words, type="submit", class_name=class_name, **attributes), *others, class_name="submit"
    )


def left_out() -> rx.Var[str]:
    """The word beside a field that may stay empty."""
    return _("optional")
