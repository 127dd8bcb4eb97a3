"""The Files tab: files of the two, and the mentor's reading list."""

from dataclasses import dataclass

import reflex as rx

from mentor_app.components.attachments import attachments, file_list, file_name, file_size
from mentor_app.components.cards import section
from mentor_app.components.dialogs import closer, dialog, opener
from mentor_app.components.forms import Errors, field, field_error, form, left_out, submit
from mentor_app.components.icons import icon
from mentor_app.components.tick import tick
from mentor_app.components.writing import kept_input, kept_textarea
from mentor_app.i18n.text import _, ago
from mentor_app.services.mentorships import MentorshipDetail
from mentor_app.services.resources import ResourceItem, SharedItem

Frame = rx.Var[MentorshipDetail]


@dataclass(frozen=True)
class FileVerbs:
    """The handlers behind the tab's controls; each form's with how its last try ended."""

    share: tuple[rx.EventHandler, rx.Var[int]]
    remove: rx.EventHandler
    recommend: tuple[rx.EventHandler, rx.Var[int]]
    tick: rx.EventHandler
    take_off: rx.EventHandler


def shared_files(
    frame: Frame,
    files: rx.Var[list[SharedItem]],
    used: rx.Var[int],
    room: rx.Var[int],
    verbs: FileVerbs,
    errors: Errors,
) -> rx.Component:
    """What both may open, and where more is added."""
    share, done = verbs.share
    lead = _("Choose files, or drop them here. Only you and {{name}} can open them.", name=frame.partner.first_name)
    adding = form(
        attachments(picture="upload"),
        rx.el.p(lead, class_name="note grow"),
        rx.el.div(field_error("files", errors), class_name="composer-told"),
        rx.el.button(_("Share"), type="submit", class_name="button button--soft"),
        on_submit=share,
        done=done,
        class_name="composer files-add",
    )
    nothing = rx.el.p(_("Nothing shared yet."), class_name="card-body note")
    return section(
        _("Files"),
        rx.cond(
            files.length() > 0,
            rx.el.ul(rx.foreach(files, lambda item: _shared(item, frame, verbs)), class_name="rows"),
            nothing,
        ),
        rx.cond(frame.is_active, adding),
        aside=rx.el.span(file_size(used), " ", _("of"), " ", file_size(room), class_name="tiny"),
    )


def _shared(item: rx.Var[SharedItem], frame: Frame, verbs: FileVerbs) -> rx.Component:
    file = item.file
    who = rx.cond(item.owner_id == frame.me.id, _("You"), frame.partner.first_name)
    remove = rx.el.button(
        icon("trash-2"),
        type="button",
        class_name="button button--icon button--small",
        aria_label=_("Remove {{file}}", file=file.name),
        on_click=verbs.remove(file.id),
    )
    look = rx.cond(
        file.preview == "image",
        rx.el.img(src=f"/files/{file.id}?shown=1", alt="", loading="lazy", class_name="file-thumb"),
    )
    return rx.el.li(
        look,
        rx.el.div(
            rx.el.div(file_name(file), class_name="file-line"),
            rx.el.p(who, " · ", rx.el.time(ago(item.at), date_time=item.at), class_name="tiny"),
            class_name="row-main",
        ),
        rx.cond(file.is_mine & frame.is_active, remove),
        key=item.id,
        class_name="row",
    )


def reading_list(frame: Frame, resources: rx.Var[list[ResourceItem]], verbs: FileVerbs, errors: Errors) -> rx.Component:
    """What the mentor recommends, and what the mentee has read."""
    is_mentor = frame.role == "mentor"
    recommend = opener(_("Recommend something"), opens="add-resource", class_name="button button--soft")
    add = rx.cond(frame.is_active & is_mentor, recommend)
    nothing = rx.cond(
        is_mentor,
        _("An article, a book, a recording: what would you give {{name}} to read?", name=frame.partner.first_name),
        _("What {{name}} recommends appears here. You tick what you have read.", name=frame.partner.first_name),
    )
    return section(
        _("Reading list"),
        rx.cond(
            resources.length() > 0,
            rx.el.ul(rx.foreach(resources, lambda item: _resource(item, frame, verbs)), class_name="rows"),
            rx.el.p(nothing, class_name="card-body note"),
        ),
        _recommending(frame, verbs, errors),
        aside=add,
    )


def _resource(item: rx.Var[ResourceItem], frame: Frame, verbs: FileVerbs) -> rx.Component:
    name = rx.cond(
        item.link != "",
        rx.el.a(item.title, href=item.link, target="_blank", rel="noopener noreferrer", class_name="link strong"),
        rx.el.span(item.title, class_name="strong"),
    )
    remove = rx.el.button(
        icon("trash-2"),
        type="button",
        class_name="button button--icon button--small",
        aria_label=_("Take {{title}} off the list", title=item.title),
        on_click=verbs.take_off(item.id),
    )
    return rx.el.li(
        tick(
            item.is_done,
            lambda on: verbs.tick(item.id, on),
            disabled=(frame.role != "mentee") | ~frame.is_active,
            aria_label=_("{{title}} is read", title=item.title),
        ),
        rx.el.div(
            rx.el.div(name, rx.cond(item.site != "", rx.el.span(" · ", item.site, class_name="tiny"))),
            rx.cond(item.note != "", rx.el.p(item.note, class_name="note question-text")),
            file_list(item.files),
            class_name="row-main",
        ),
        rx.cond(item.is_done, rx.el.span(_("read"), class_name="badge badge--good")),
        rx.cond(item.is_mine & frame.is_active, remove),
        key=item.id,
        class_name="row",
    )


def _recommending(frame: Frame, verbs: FileVerbs, errors: Errors) -> rx.Component:
    recommend, done = verbs.recommend
    keep = "resource-" + frame.id

    def line(label: rx.Var[str], name: str, **given: object) -> rx.Component:
        return field(
            label,
            name,
            kept_input(name, keep=f"{name}-" + keep, scope="resource-", **given),
            errors=errors,
            scope="resource-",
        )

    note = kept_textarea("note", keep="note-" + keep, scope="resource-", rows=2, limit=1000)
    return dialog(
        form(
            line(_("Title"), "title", limit=200, required=True),
            line(_("Link"), "link", placeholder="https://"),
            rx.el.div(attachments(most=3), rx.el.span(_("or a file"), class_name="note"), class_name="cluster"),
            field_error("files", errors),
            field(_("What is it good for?"), "note", note, errors=errors, scope="resource-", hint=left_out()),
            submit(_("Put on the list"), closer(_("Not now"), closes="add-resource")),
            on_submit=recommend,
            done=done,
        ),
        name="add-resource",
        title=_("Recommend something"),
    )
