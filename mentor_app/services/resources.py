"""Files and the reading list of a mentorship: shared by either, recommended by the mentor, ticked by the mentee."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from sqlmodel import col, func, select

from mentor_app.clock import now
from mentor_app.config import settings
from mentor_app.db import UnitOfWork
from mentor_app.errors import InvalidInput, TooMany
from mentor_app.i18n.catalogue import N_
from mentor_app.models import Member, Mentorship, Resource, SharedFile
from mentor_app.realtime.changes import in_mentorship
from mentor_app.security.access import current_member, editable_mentorship
from mentor_app.security.workspace import editable_resource, must_be
from mentor_app.services.activities import note_activity
from mentor_app.services.files import FileItem, file_item, files_of, remove_file, send_files, used_bytes
from mentor_app.services.notifications import notify
from mentor_app.services.texts import clean_text

MOST_RESOURCES = 100


@dataclass(frozen=True)
class SharedItem:
    """A file of the two, by whom and since when (ISO, UTC)."""

    id: str
    file: FileItem
    owner_id: str
    at: str


@dataclass(frozen=True)
class ResourceItem:
    """A line of the reading list; it has a link, files, or both."""

    id: str
    title: str
    link: str
    site: str
    note: str
    is_done: bool
    is_mine: bool
    files: list[FileItem] = field(default_factory=list[FileItem])


@dataclass(frozen=True)
class FilesDetail:
    """The Files tab: what the two have shared, the reading list, and how much room the reader has left, in bytes."""

    files: list[SharedItem] = field(default_factory=list[SharedItem])
    resources: list[ResourceItem] = field(default_factory=list[ResourceItem])
    used: int = 0
    room: int = 0


def files_tab(uow: UnitOfWork, mentorship: Mentorship) -> FilesDetail:
    """The Files tab of a mentorship that the caller has already checked the actor may see."""
    me = uow.actor.id
    here = (SharedFile.place == "mentorship", SharedFile.place_id == mentorship.id, SharedFile.thing_id == "")
    kept = select(SharedFile).where(*here, col(SharedFile.removed_at).is_(None))
    listed = select(Resource).where(Resource.mentorship_id == mentorship.id).order_by(col(Resource.created_at))
    resources = list(uow.session.exec(listed))
    files = files_of(uow, [row.id for row in resources])
    return FilesDetail(
        files=[
            SharedItem(row.id, file_item(row, me), row.owner_id, (row.sent_at or row.created_at).isoformat())
            for row in uow.session.exec(kept.order_by(col(SharedFile.sent_at).desc(), col(SharedFile.id)))
        ],
        resources=[_item(row, me, files.get(row.id, [])) for row in resources],
        used=used_bytes(uow, me),
        room=settings().files_per_member_mb * 1024 * 1024,
    )


def share_files(uow: UnitOfWork, mentorship_id: str, files: Sequence[str]) -> None:
    """Share uploaded files with one's partner.

    Raises:
        InvalidInput: when there are none, or one is not there.
        NotFound: for a stranger.
    """
    mentorship = editable_mentorship(uow, mentorship_id)
    if not files:
        raise InvalidInput("files", N_("Please choose a file first."))
    names = send_files(uow, files, "mentorship", mentorship.id)
    note_activity(uow, mentorship.id, "file.shared", title=", ".join(names)[:200])
    _tell(uow, mentorship, "file.shared")
    uow.announce(in_mentorship(mentorship.id, "files"))
    uow.record("file.shared", mentorship.id, files=len(names))


def add_resource(
    uow: UnitOfWork, mentorship_id: str, title: str, link: str = "", note: str = "", files: Sequence[str] = ()
) -> str:
    """Recommend something to one's mentee, and return its id.

    Args:
        link: an http or https address, or empty when there is a file.

    Raises:
        InvalidInput: when something is missing or cannot be a link.
        NotPermitted: for the mentee.
        TooMany: beyond 100.
    """
    mentorship = editable_mentorship(uow, mentorship_id)
    must_be(uow, mentorship.mentor_id)
    words = clean_text("title", title, 200, least=1)
    address = _link(clean_text("link", link, 1000))
    if not address and not files:
        raise InvalidInput("link", N_("Please give a link, or add a file."))
    held = select(func.count()).where(Resource.mentorship_id == mentorship.id)
    if uow.session.exec(held).one() >= MOST_RESOURCES:
        raise TooMany(N_("A reading list holds {{most}} lines. Please remove some first."), most=MOST_RESOURCES)
    resource = Resource(
        mentorship_id=mentorship.id,
        author_id=uow.actor.id,
        title=words,
        link=address,
        note=clean_text("note", note, 1000, lines=True),
    )
    uow.session.add(resource)
    uow.session.flush()
    send_files(uow, files, "mentorship", mentorship.id, resource.id)
    _tell(uow, mentorship, "resource.added")
    uow.announce(in_mentorship(mentorship.id, "files"))
    uow.record("resource.added", resource.id)
    return resource.id


def tick_resource(uow: UnitOfWork, mentorship_id: str, resource_id: str, done: bool) -> None:
    """Say that one has read it, or not; the mentee alone.

    Raises:
        NotFound: for a stranger.
        NotPermitted: for the mentor.
    """
    resource = editable_resource(uow, mentorship_id, resource_id)
    must_be(uow, editable_mentorship(uow, mentorship_id).mentee_id)
    resource.done_at = now() if done else None
    uow.announce(in_mentorship(mentorship_id, "files"))


def remove_resource(uow: UnitOfWork, mentorship_id: str, resource_id: str) -> None:
    """Take a line off the reading list, with its files; whoever recommended it alone.

    Raises:
        NotFound: for a stranger.
        NotPermitted: for the other one.
    """
    resource = editable_resource(uow, mentorship_id, resource_id)
    must_be(uow, resource.author_id)
    for file in files_of(uow, [resource.id]).get(resource.id, []):
        if not file.is_removed:
            remove_file(uow, file.id)
    uow.session.delete(resource)
    uow.announce(in_mentorship(mentorship_id, "files"))


def _link(address: str) -> str:
    if not address:
        return ""
    whole = address if "://" in address else f"https://{address}"
    if any(each.isspace() for each in whole) or not _opens(whole):
        raise InvalidInput("link", N_("This is no link we can open. It begins with https://."))
    return whole


def _opens(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and "." in (parts.hostname or "") and not parts.username


def _tell(uow: UnitOfWork, mentorship: Mentorship, kind: str) -> None:
    partner = uow.session.get_one(Member, mentorship.partner_of(uow.actor.id))
    notify(uow, partner.id, kind, f"/mentorships/{mentorship.id}/files", {"name": current_member(uow).name})


def _item(row: Resource, me: str, files: list[FileItem]) -> ResourceItem:
    return ResourceItem(
        id=row.id,
        title=row.title,
        link=row.link,
        site=(urlsplit(row.link).hostname or "").removeprefix("www."),
        note=row.note,
        is_done=row.done_at is not None,
        is_mine=row.author_id == me,
        files=[file for file in files if not file.is_removed],
    )
