"""What became of the letters to the members of a programme, for those who coordinate it.

They see that a letter was written, of which kind, and how its journey went: never what it says, nor its links.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlmodel import col, func, select

from mentor_app.clock import iso
from mentor_app.db import Job, UnitOfWork
from mentor_app.errors import NotPermitted
from mentor_app.i18n.catalogue import N_
from mentor_app.models import Letter, Member, Programme
from mentor_app.realtime.changes import of_letter
from mentor_app.security.coordination import enrolled_in, led_programme, letter_to_member
from mentor_app.services.letter_names import LETTER_NAMES
from mentor_app.services.letters import LINKED
from mentor_app.services.occasions import OCCASION_OF

Sort = Literal["newest", "oldest", "person", "attempts"]
STATUSES = ("queued", "sent", "failed", "gathered", "told", "in_app")
SHOWN, EXPORTED, AGAIN = 50, 50_000, 1000
"""Most letters on a page, in an export, and sent again at once."""

_ADDRESS = re.compile(r"[^\s@<>\"'(),;:]+@([^\s@<>\"'(),;:]+)")
_NETWORK = re.compile(r"(SMTP\w*|OSError|gaierror|SSL\w*|Connection\w*|BrokenPipeError|TimeoutError): ")


@dataclass(frozen=True)
class DeliveryFilter:
    """Which letters: of a status, of an occasion, to somebody whose name holds `text`; empty is any."""

    status: str = ""
    occasion: str = ""
    text: str = ""
    sort: Sort = "newest"
    page: int = 1


@dataclass(frozen=True)
class DeliveryItem:
    """A letter's journey. Times are ISO, UTC; `error` is what the mail server last said, without addresses.

    `called` is what people call its kind, in English.
    """

    id: str
    person: str
    occasion: str
    kind: str
    called: str
    status: str
    attempts: int
    error: str
    at: str
    sent_at: str
    may_send_again: bool


@dataclass(frozen=True)
class DeliveryDetail:
    """A page of journeys, how many there are, and how many of them could be sent again."""

    programme: str
    letters: list[DeliveryItem]
    total: int
    page: int
    pages: int
    failed: int


def delivery(uow: UnitOfWork, slug: str, wanted: DeliveryFilter) -> DeliveryDetail:
    """A page of the delivery log.

    Raises:
        NotFound: for anyone who does not coordinate this programme.
    """
    programme = led_programme(uow, slug)
    narrowed = _narrowed(programme, wanted)
    total = uow.session.exec(select(func.count()).select_from(narrowed.subquery())).one()
    pages = max(1, -(-total // SHOWN))
    page = max(1, min(wanted.page, pages))
    rows = uow.session.exec(_sorted(narrowed, wanted.sort).offset((page - 1) * SHOWN).limit(SHOWN))
    again = select(func.count()).select_from(_to_send_again(programme, wanted).subquery())
    return DeliveryDetail(
        programme=programme.name,
        letters=[_item(letter, name) for letter, name in rows],
        total=total,
        page=page,
        pages=pages,
        failed=uow.session.exec(again).one(),
    )


def export_delivery(uow: UnitOfWork, slug: str, wanted: DeliveryFilter) -> list[DeliveryItem]:
    """Everything a filter finds, for a spreadsheet.

    Raises:
        NotFound: for anyone who does not coordinate this programme.
    """
    programme = led_programme(uow, slug)
    rows = uow.session.exec(_sorted(_narrowed(programme, wanted), wanted.sort).limit(EXPORTED))
    return [_item(letter, name) for letter, name in rows]


def send_again(uow: UnitOfWork, slug: str, letter_id: str) -> None:
    """Send a letter that failed once more; while it is on its way already, do nothing.

    Raises:
        NotFound: for anyone who does not coordinate a programme its reader is in.
        NotPermitted: when it never failed, or was nothing but a link that has died meanwhile.
    """
    letter = letter_to_member(uow, slug, letter_id)
    if letter.status == "queued":
        return
    if letter.kind in LINKED:
        raise NotPermitted(N_("The link in this letter no longer works. Its reader can ask for a new one."))
    if letter.status != "failed":
        raise NotPermitted(N_("This letter has not failed."))
    _promise_again(uow, letter)


def send_all_again(uow: UnitOfWork, slug: str, wanted: DeliveryFilter) -> int:
    """Send every letter once more that failed and a filter finds, the oldest first, at most 1,000 at once.

    Raises:
        NotFound: for anyone who does not coordinate this programme.
    """
    programme = led_programme(uow, slug)
    failed = _to_send_again(programme, wanted).order_by(col(Letter.created_at)).limit(AGAIN)
    letters = [letter for letter, _name in uow.session.exec(failed.with_for_update(of=Letter))]
    for letter in letters:
        _promise_again(uow, letter)
    return len(letters)


def count_failed(uow: UnitOfWork, programme: Programme, since: datetime) -> int:
    """How many letters failed since then and could be sent again, in a programme the actor coordinates."""
    failed = _to_send_again(programme, DeliveryFilter()).where(col(Letter.created_at) > since)
    return uow.session.exec(select(func.count()).select_from(failed.subquery())).one()


def _promise_again(uow: UnitOfWork, letter: Letter) -> None:
    letter.status, letter.attempts_before = "queued", letter.attempts
    # Attempts count on, so that neither this key nor those of later attempts were ever used.
    uow.promise(Job("send_letter", key=f"{letter.id}:{letter.attempts}", args=(letter.id,), queue="mail"))
    uow.record("letter.sent_again", letter.id, kind=letter.kind)
    uow.announce(of_letter("queued"))


def _narrowed(programme: Programme, wanted: DeliveryFilter) -> Any:
    found = (
        select(Letter, Member.name)
        .join(Member, col(Member.id) == Letter.member_id)
        .where(col(Letter.member_id).in_(enrolled_in(programme)))
    )
    if wanted.status:
        found = found.where(Letter.status == wanted.status)
    if wanted.occasion:
        kinds = [kind for kind, occasion in OCCASION_OF.items() if occasion == wanted.occasion]
        found = found.where(col(Letter.kind).in_(kinds))
    if words := wanted.text.strip():
        found = found.where(func.lower(Member.name).contains(words.lower(), autoescape=True))
    return found


def _to_send_again(programme: Programme, wanted: DeliveryFilter) -> Any:
    failed = _narrowed(programme, DeliveryFilter("failed", wanted.occasion, wanted.text))
    return failed.where(col(Letter.kind).not_in(LINKED))


def _sorted(found: Any, sort: Sort) -> Any:
    newest = col(Letter.created_at).desc()
    orders: dict[str, tuple[Any, ...]] = {
        "newest": (newest,),
        "oldest": (col(Letter.created_at),),
        "person": (col(Member.name), newest),
        "attempts": (col(Letter.attempts).desc(), newest),
    }
    return found.order_by(*orders.get(sort, (newest,)), col(Letter.id))


def _item(letter: Letter, name: str) -> DeliveryItem:
    return DeliveryItem(
        id=letter.id,
        person=name,
        occasion=OCCASION_OF.get(letter.kind, ""),
        kind=letter.kind,
        called=LETTER_NAMES.get(letter.kind, ""),
        status=letter.status,
        attempts=letter.attempts,
        error=told_error(letter.last_error) if letter.status in ("queued", "failed") else "",
        at=letter.created_at.isoformat(),
        sent_at=iso(letter.sent_at),
        may_send_again=letter.status == "failed" and letter.kind not in LINKED,
    )


def told_error(error: str) -> str:
    """What of an error may be shown: a mail server's words without addresses, of our own faults only their kind."""
    says = bool(re.match(r"\d{3} ", error) or _NETWORK.match(error))
    return _ADDRESS.sub(r"…@\1", error)[:300] if says else error.partition(":")[0][:60]


def csv_rows(items: list[DeliveryItem]) -> Iterator[list[str]]:
    """An export's lines, the headings first, in which nothing is a formula to a spreadsheet."""
    yield ["written", "person", "occasion", "kind", "status", "attempts", "last_error", "sent"]
    for item in items:
        cells = (item.at, item.person, item.occasion, item.kind, item.status, str(item.attempts), item.error)
        yield [harmless(cell) for cell in (*cells, item.sent_at)]


def harmless(cell: str) -> str:
    """A cell that a spreadsheet shows and does not run."""
    return f"'{cell}" if cell.lstrip()[:1] in {"=", "+", "-", "@"} or cell[:1] in {"\t", "\r", "\n"} else cell
