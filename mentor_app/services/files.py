"""Files that members share: kept, sent, opened, taken back. Their bytes are somebody else's business."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import bindparam
from sqlmodel import col, func, select

from mentor_app.clock import now
from mentor_app.config import settings
from mentor_app.db import Job, UnitOfWork
from mentor_app.errors import InvalidInput, TooMany
from mentor_app.i18n.catalogue import N_
from mentor_app.models import Conversation, Member, SharedFile
from mentor_app.realtime.changes import for_member, in_mentorship
from mentor_app.security.access import current_member
from mentor_app.security.files import own_file, visible_file
from mentor_app.security.limits import count_upload
from mentor_app.security.machine import only_the_machine

# Built once: every open conversation asks it at every message.
_FILES_OF = (
    select(SharedFile)
    .where(col(SharedFile.thing_id).in_(bindparam("things", expanding=True)))
    .order_by(col(SharedFile.created_at))
)
MOST_AT_ONCE = 10
"""How many files one message may carry."""
UNSENT_FOR = timedelta(days=1)


@dataclass(frozen=True)
class FileItem:
    """A file as it is listed. `preview` is `image`, `pdf` or empty; one that was taken back has no name."""

    id: str
    name: str
    size: int
    preview: str
    is_mine: bool
    is_removed: bool


@dataclass(frozen=True)
class OpenedFile:
    """What is needed to hand a file out."""

    id: str
    name: str
    media_type: str
    preview: str


@dataclass(frozen=True)
class NewFile:
    """A file that has just arrived, as its content says."""

    id: str
    name: str
    media_type: str
    preview: str
    size: int


def begin_upload(uow: UnitOfWork, size: int) -> None:
    """Whether somebody may upload that much now; asked before the first byte is read.

    Raises:
        NotPermitted: when nobody is signed in.
        TooMany: too often, or beyond what a member may keep here.
    """
    me = current_member(uow)
    count_upload(me.id)
    _within_quota(uow, me.id, size)


def keep_file(uow: UnitOfWork, new: NewFile) -> None:
    """Note that a file has arrived; until it is sent it is for its owner alone.

    Raises:
        TooMany: beyond what a member may keep here.
    """
    me = current_member(uow).id
    # Holding the owner's row, two uploads cannot both take the last of their room.
    uow.session.exec(select(Member.id).where(Member.id == me).with_for_update()).one()
    _within_quota(uow, me, new.size)
    row = SharedFile(
        id=new.id, owner_id=me, name=new.name, media_type=new.media_type, preview=new.preview, size=new.size
    )
    uow.session.add(row)


def open_file(uow: UnitOfWork, file_id: str) -> OpenedFile:
    """A file the actor may open.

    Raises:
        NotFound: for anyone who may not look where it was shared.
    """
    file = visible_file(uow, file_id)
    return OpenedFile(file.id, file.name, file.media_type, file.preview)


def send_files(uow: UnitOfWork, ids: Sequence[str], place: str, place_id: str, thing_id: str = "") -> list[str]:
    """Share files of the actor's that have not been sent yet, and return their names.

    The caller has checked the right to the place.

    Raises:
        InvalidInput: for too many, and for what is not one's own, has been sent already, or was not kept so long.
    """
    wanted = list(dict.fromkeys(ids))
    if len(wanted) > MOST_AT_ONCE:
        raise InvalidInput("files", N_("At most {{most}} files at a time, please."), most=MOST_AT_ONCE)
    if not wanted:
        return []
    mine = select(SharedFile).where(
        col(SharedFile.id).in_(wanted), SharedFile.owner_id == uow.actor.id, SharedFile.place == ""
    )
    found = list(uow.session.exec(mine.where(col(SharedFile.removed_at).is_(None)).with_for_update()))
    if len(found) != len(wanted):
        raise InvalidInput("files", N_("A file is no longer there. Please choose it again."))
    for file in found:
        file.place, file.place_id, file.thing_id, file.sent_at = place, place_id, thing_id, now()
    return [file.name for file in found]


def remove_file(uow: UnitOfWork, file_id: str) -> None:
    """Take back a file of one's own: its name and bytes go, wherever it was shared.

    Raises:
        NotFound: for a stranger.
        NotPermitted: for whom it was shared with.
    """
    file = own_file(uow, file_id)
    _erase(uow, file)
    if file.place == "mentorship":
        uow.announce(in_mentorship(file.place_id, "files"))
    elif file.place:
        uow.announce(*(for_member(each, "conversations") for each in _readers(uow, file)))
    uow.record("file.removed", file.id)


def files_of(uow: UnitOfWork, things: Sequence[str]) -> dict[str, list[FileItem]]:
    """The files of messages or other things, by its id; the caller has checked the right to them."""
    found: dict[str, list[FileItem]] = {}
    for row in uow.session.exec(_FILES_OF, params={"things": list(things)}) if things else ():
        found.setdefault(row.thing_id, []).append(file_item(row, uow.actor.id))
    return found


def file_item(row: SharedFile, me: str) -> FileItem:
    """A file as it is listed for somebody."""
    return FileItem(row.id, row.name, row.size, row.preview, row.owner_id == me, row.removed_at is not None)


def used_bytes(uow: UnitOfWork, member_id: str) -> int:
    """How much a member keeps here."""
    kept = select(func.coalesce(func.sum(SharedFile.size), 0)).where(SharedFile.owner_id == member_id)
    return int(uow.session.exec(kept).one())


def known_files(uow: UnitOfWork, ids: Sequence[str]) -> set[str]:
    """Which of these files still have bytes to keep; for the machine itself."""
    only_the_machine(uow)
    kept = select(SharedFile.id).where(col(SharedFile.id).in_(ids), col(SharedFile.removed_at).is_(None))
    return set(uow.session.exec(kept))


def drop_unsent_files(uow: UnitOfWork) -> int:
    """Forget files that were uploaded a day ago and never sent; returns how many.

    Raises:
        NotPermitted: for anyone but the machine itself.
    """
    only_the_machine(uow)
    old = select(SharedFile).where(SharedFile.place == "", SharedFile.created_at < now() - UNSENT_FOR)
    rows = list(uow.session.exec(old.with_for_update()))
    for row in rows:
        uow.session.delete(row)
        uow.promise(_forgetting(row.id))
    return len(rows)


def _within_quota(uow: UnitOfWork, member_id: str, size: int) -> None:
    room = settings().files_per_member_mb * 1024 * 1024
    if used_bytes(uow, member_id) + size > room:
        raise TooMany(
            N_("Your files fill the {{most}} MB there are for them. Please remove some first."),
            most=settings().files_per_member_mb,
        )


def _erase(uow: UnitOfWork, file: SharedFile) -> None:
    if file.place:
        file.removed_at, file.name, file.size = now(), "", 0
    else:
        uow.session.delete(file)
    uow.promise(_forgetting(file.id))


def _forgetting(file_id: str) -> Job:
    return Job("forget_file", key=f"forget-{file_id}", args=(file_id,), queue="mail")


def _readers(uow: UnitOfWork, file: SharedFile) -> tuple[str, str]:
    talk = uow.session.get_one(Conversation, file.place_id)
    return talk.first_id, talk.second_id
