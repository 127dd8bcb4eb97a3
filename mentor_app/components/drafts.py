"""A longer text that two people write: saved at every pause, and kept in the browser until it has arrived."""

import reflex as rx

from mentor_app.i18n.text import _

Words = rx.Var[str] | str


class DraftText(rx.Component):
    """Several lines of shared text with a version."""

    library = rx.asset("drafts.js", shared=True).importable_path
    tag = "DraftText"
    _is_form_control = True

    value: rx.Var[str]
    version: rx.Var[int]
    keep: rx.Var[str]
    read_only: rx.Var[bool]
    unsettled: rx.Var[bool]
    max_length: rx.Var[int]
    rows: rx.Var[int]
    placeholder: rx.Var[str]
    aria_label: rx.Var[str]
    news_label: rx.Var[str]
    saved_label: rx.Var[str]
    unsaved_label: rx.Var[str]
    on_save: rx.EventHandler[rx.event.passthrough_event_spec(str, int)]
    on_typing: rx.EventHandler[rx.event.no_args_event_spec]


def draft_text(value: Words, on_save: object, *, keep: Words, label: Words, **given: object) -> rx.Component:
    """A text of several lines that both may write; a pause or leaving it saves.

    What has not arrived when the connection drops or the page is left is sent when the page is open again; when the
    other one has written meanwhile, the server answers with a conflict that holds both texts.

    Args:
        value: what it says now.
        on_save: called with the new text, which may be empty, and the version that stood when the writing began.
        keep: what tells this text apart in this browser.
        label: what the text is.
        given: `version`, `unsettled` (true while the writer is asked which of two texts should stay), `on_typing`,
            `read_only`, `max_length`, `rows`, `placeholder`.
    """
    return DraftText.create(
        value=value,
        on_save=on_save,
        keep=keep,
        aria_label=label,
        news_label=_("Changed by someone else meanwhile"),
        saved_label=_("Saved"),
        unsaved_label=_("Not saved yet"),
        **given,
    )
