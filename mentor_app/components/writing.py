"""Where people write: text that survives a lost connection, text edited in place, words as chips."""

import reflex as rx

from mentor_app.components.forms import control_id
from mentor_app.i18n.text import _

Words = rx.Var[str] | str


class _Writing(rx.Component):
    """What the three kinds of field share."""

    library = rx.asset("kept.js", shared=True).importable_path
    _is_form_control = True

    name: rx.Var[str]
    placeholder: rx.Var[str]
    required: rx.Var[bool]
    aria_label: rx.Var[str]


class KeptInput(_Writing):
    """One line of text whose unsent words the browser keeps."""

    tag = "KeptInput"

    keep: rx.Var[str]
    initial: rx.Var[str]
    limit: rx.Var[int]
    count_label: rx.Var[str]
    least: rx.Var[int]
    least_label: rx.Var[str]
    may_be_empty: rx.Var[bool]
    auto_complete: rx.Var[str]
    type: rx.Var[str]


class KeptTextarea(KeptInput):
    """Several lines of text whose unsent words the browser keeps; it grows with them."""

    tag = "KeptTextarea"

    rows: rx.Var[int]
    sends: rx.Var[bool]
    sample: rx.Var[str]
    sample_label: rx.Var[str]
    on_typing: rx.EventHandler[rx.event.no_args_event_spec]


class EditableText(_Writing):
    """Text edited where it stands."""

    library = rx.asset("editable.js", shared=True).importable_path
    tag = "EditableText"

    value: rx.Var[str]
    multiline: rx.Var[bool]
    lines: rx.Var[bool]
    read_only: rx.Var[bool]
    max_length: rx.Var[int]
    news_label: rx.Var[str]
    version: rx.Var[int]
    on_save: rx.EventHandler[rx.event.passthrough_event_spec(str, int)]
    on_typing: rx.EventHandler[rx.event.no_args_event_spec]


class ChipsInput(_Writing):
    """Words collected one by one; sent as a list under `name[]`."""

    library = rx.asset("chips.js", shared=True).importable_path
    tag = "ChipsInput"

    initial: rx.Var[list[str]]
    options: rx.Var[list[str]]
    list_id: rx.Var[str]
    remove_label: rx.Var[str]
    on_change: rx.EventHandler[rx.event.passthrough_event_spec(list[str])]


def _kept(
    kind: type[KeptInput], name: str, keep: Words, scope: Words, look: str, given: dict[str, object]
) -> rx.Component:
    if "limit" in given:
        given["count_label"] = _("characters left")
    if "least" in given:
        given["least_label"] = _("more to reach the minimum")
    if "sample" in given:
        given["sample_label"] = _("Begin with a sample sentence")
    native = {"id": control_id(name, scope)}
    return kind.create(name=name, keep=keep, class_name=look, custom_attrs=native, **given)


def kept_input(
    name: str, *, keep: Words, scope: Words = "", class_name: str = "input", **given: object
) -> rx.Component:
    """One line of text that is still there after a reload, until its form's words have arrived.

    Args:
        name: the field's name.
        keep: what tells these words apart in this browser, for example `agenda-` and the mentorship's id.
        scope: as in `field`.
        class_name: `input`.
        given: `initial`, `limit` (adds a counter), `least` (says how many are missing; with `may_be_empty` only once
            something is written), `placeholder`, `required`, `aria_label`.
    """
    return _kept(KeptInput, name, keep, scope, class_name, given)


def kept_textarea(
    name: str, *, keep: Words, scope: Words = "", class_name: str = "input", **given: object
) -> rx.Component:
    """Several lines of text that are still there after a reload; arguments as for `kept_input`, and more.

    `rows`; `sends`, for Enter to send where there is a keyboard, and Shift with Enter to start a new line; `on_typing`,
    called at most every two seconds; `sample`, an opening that one press puts into the empty field.
    """
    return _kept(KeptTextarea, name, keep, scope, class_name, given)


def editable_text(
    value: Words,
    on_save: object,
    *,
    label: Words,
    multiline: bool = False,
    **given: object,
) -> rx.Component:
    """Text edited in place: a pause, Enter or leaving it saves, Escape takes back what was written since it began.

    While someone types here, what others write waits, and a quiet line says so; Escape then shows theirs.

    Args:
        value: what it says now.
        on_save: called with the new text and the version that stood when the writing began, when the text
            differs and is not empty.
        label: what the text is.
        multiline: Shift and Enter start a new line.
        given: `version`, `on_typing` (every two seconds of typing), `read_only`, `max_length`, `class_name`; `lines`,
            for long texts in which Enter starts a new line.
    """
    return EditableText.create(
        value=value,
        on_save=on_save,
        aria_label=label,
        multiline=multiline,
        news_label=_("Changed by someone else meanwhile"),
        **given,
    )


def chips_input(
    name: str,
    *,
    initial: rx.Var[list[str]] | list[str],
    options: rx.Var[list[str]] | list[str],
    scope: Words = "",
    **given: object,
) -> rx.Component:
    """Several words as chips, with suggestions; a form receives them as a list.

    Args:
        name: the field's name; the form sends `name[]`.
        initial: the words it starts with.
        options: what to suggest; other words are welcome, too.
        scope: as in `field`.
        given: `placeholder`, `aria_label`, `on_change`.
    """
    return ChipsInput.create(
        name=name,
        initial=initial,
        options=options,
        list_id=control_id(name, scope) + "-words",
        remove_label=_("Remove"),
        custom_attrs={"id": control_id(name, scope)},
        **given,
    )
