"""Files in a form, uploaded while its words are being written, and files as they are listed."""

from typing import Any

import reflex as rx

from mentor_app.components.icons import icon
from mentor_app.components.links import file_link
from mentor_app.i18n.text import _, current_language
from mentor_app.services.files import MOST_AT_ONCE, FileItem

_LIBRARY = rx.asset("attachments.js", shared=True).importable_path
LARGEST = 25 * 1024 * 1024
ACCEPT = ".png,.jpg,.jpeg,.gif,.webp,.heic,.heif,.pdf,.docx,.xlsx,.pptx,.odt,.ods,.odp,.txt,.md,.csv"


class Attachments(rx.Component):
    """A button that takes files, and the list of those chosen; also by dropping and pasting into its form."""

    library = _LIBRARY
    tag = "Attachments"
    _is_form_control = True

    name: rx.Var[str]
    words: rx.Var[dict[str, str]]
    speech: rx.Var[Any]
    largest: rx.Var[int]
    most: rx.Var[int]
    accept: rx.Var[str]


class FileSize(rx.Component):
    """How large a file is, as its reader says it."""

    library = _LIBRARY
    tag = "FileSize"

    bytes: rx.Var[int]
    speech: rx.Var[Any]


def _speech() -> rx.Var:
    # The speaker itself, of which `current_language` brings along the import and the hook.
    return rx.Var("speech", _var_data=current_language()._get_all_var_data())  # noqa: SLF001


def attachments(name: str = "files", *, most: int = MOST_AT_ONCE, picture: str = "paperclip") -> rx.Component:
    """Where a form takes files; it sends their ids as a list, and is empty again once its words have arrived.

    Args:
        name: the field's name; the form sends `name[]`.
        most: how many.
        picture: a Lucide name.
    """
    words = {
        "add": _("Add files"),
        "label": _("Files to send"),
        "remove": _("Remove"),
        "again": _("Try again"),
        "ready": _("ready to send"),
        "progress": _("Uploading"),
        "wait": _("Uploading"),
        "lost": _("The connection was lost."),
        "large": _("A file may have 25 MB at most."),
        "empty": _("This file is empty."),
    }
    return Attachments.create(
        icon(picture), name=name, words=words, speech=_speech(), largest=LARGEST, most=most, accept=ACCEPT
    )


def file_size(size: rx.Var[int], **attributes: object) -> rx.Component:
    """How large a file is."""
    return FileSize.create(bytes=size, speech=_speech(), **attributes)


def file_list(files: rx.Var[list[FileItem]], remove: rx.EventHandler | None = None) -> rx.Component:
    """Files below what they were sent with: pictures at once, the others by name."""
    return rx.cond(
        files.length() > 0,
        rx.el.ul(rx.foreach(files, lambda file: _file(file, remove)), class_name="files", role="list"),
    )


def _file(file: rx.Var[FileItem], remove: rx.EventHandler | None) -> rx.Component:
    gone = rx.el.span(_("This file was removed."), class_name="tiny")
    kept = rx.fragment(
        rx.cond(file.preview == "image", _picture(file)),
        rx.el.span(file_name(file), class_name="file-line"),
        rx.cond(file.is_mine, _removing(file, remove)) if remove is not None else rx.fragment(),
    )
    return rx.el.li(rx.cond(file.is_removed, gone, kept), key=file.id, class_name="file")


def _picture(file: rx.Var[FileItem]) -> rx.Component:
    address = f"/files/{file.id}?shown=1"
    return rx.el.a(
        rx.el.img(src=address, alt=file.name, loading="lazy", class_name="file-picture"),
        href=address,
        target="_blank",
        rel="noopener",
    )


def file_name(file: rx.Var[FileItem]) -> rx.Component:
    """The name of a file, which opens or saves it, and how large it is."""
    opens = (file.preview == "image") | (file.preview == "pdf")
    look = rx.match(file.preview, ("image", icon("image")), ("pdf", icon("file-text")), icon("file"))
    address = f"/files/{file.id}"
    shown = rx.el.a(file.name, href=f"{address}?shown=1", target="_blank", rel="noopener", class_name="link clip")
    saved = file_link(file.name, to=address, download=True, class_name="link clip")
    save = file_link(
        icon("download"),
        to=address,
        download=True,
        class_name="button button--icon button--small",
        aria_label=_("Download {{file}}", file=file.name),
    )
    size = file_size(file.size, class_name="tiny")
    return rx.fragment(look, rx.cond(opens, shown, saved), size, rx.cond(opens, save))


def _removing(file: rx.Var[FileItem], remove: rx.EventHandler) -> rx.Component:
    return rx.el.button(
        icon("trash-2"),
        type="button",
        class_name="button button--icon button--small",
        aria_label=_("Remove {{file}}", file=file.name),
        on_click=remove(file.id),
    )
