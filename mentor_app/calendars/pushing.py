"""Writing what is due into a calendar: new copies, changed ones, and those to be deleted."""

from dataclasses import replace
from functools import partial

from mentor_app.calendars.books import UNLISTED, Books, Copy, Known, Place, address_of, is_elsewhere, new_address
from mentor_app.calendars.caldav_account import RemoteEvent
from mentor_app.calendars.keeping import Keeping
from mentor_app.calendars.marks import WRONG, Mark
from mentor_app.calendars.reading import UNREADABLE, names, raised, read_meeting
from mentor_app.calendars.troubles import Stale, Taken, Trouble
from mentor_app.calendars.versions import same_version
from mentor_app.calendars.writing import MeetingDraft, patch_meeting, write_meeting

ROUNDS = 3
"""How often a write that met a newer version is tried again."""

NOT_FOR_US = frozenset({"read_only", "not_caldav", "calendar_gone", "rejected"})
"""What a server answers that will not move an object for us."""


class Pushing(Keeping):
    """One push, and what its answers mean."""

    def push(self) -> bool:
        """Write what is due; False when a newer version was met, so that another pull is needed first.

        Raises:
            Trouble: when the server does not take part; a meeting that it alone refuses does not stop the others.
        """
        place, copies = self.ledger.within(lambda books: (books.place(), books.copies()))
        clean = True
        for copy in copies.values() if place.writes else ():
            if not copy.is_due:
                continue
            try:
                self._write(place, copy)
            except Stale:
                clean = False
            except Trouble as trouble:
                if not self._is_of_one(trouble, copy):
                    raise
                self.ledger.within(partial(_refused, replace(copy, trouble="rejected", written=copy.wanted)))
        return clean

    def _is_of_one(self, trouble: Trouble, copy: Copy) -> bool:
        """Whether this meeting alone is refused: Nextcloud's bin does so in the words of a read-only calendar."""
        if trouble.kind != "read_only":
            return trouble.kind == "rejected"
        return copy.status == "gone" or self.remote.may_write()

    def _write(self, place: Place, copy: Copy) -> None:
        if copy.cancelled:
            self._delete(place, copy)
        elif copy.etag and not is_elsewhere(place.href, copy):
            self._update(place, copy)
        else:
            self._create(place, copy)

    def _create(self, place: Place, copy: Copy) -> None:
        href = new_address(place.href, copy.uid)
        if is_elsewhere(place.href, copy):
            self._note(replace(copy, tried=copy.tried or copy.draft.timing))  # what was tried there comes along
            found = self._bring(copy, copy.href, href)
            if found is not None:
                self._adopt(copy.uid, found, place.zone)
                raise Stale
        self._note(replace(copy, tried=copy.draft.timing))
        try:
            etag = self.remote.create(href, write_meeting(copy.draft))
        except Stale as stale:
            found = self.remote.get(href) or next(iter(self.remote.with_uid(copy.uid)), None)
            if found is None and isinstance(stale, Taken) and stale.href:
                found = self._bring(copy, stale.href, href)
            if found is None:
                raise Trouble("rejected", "the UID is taken where we cannot see it") from None
            self._adopt(copy.uid, found, place.zone)
            raise
        self._wrote(replace(copy, href=href, etag=etag))

    def _bring(self, copy: Copy, elsewhere: str, href: str) -> RemoteEvent | None:
        """Fetch the copy from another calendar, to which its owner moved it, or to which we wrote before.

        It is read first: what the server names may be something else, or a whole calendar.
        """
        try:
            there = self.remote.get(elsewhere)
            if there is None or not _is_ours(there, copy):
                return None
            self.remote.bring(elsewhere, href)
        except Trouble as trouble:
            # A fault may pass, and what it leaves behind would stand there twice; the second is taken for a no.
            if trouble.kind in NOT_FOR_US or (trouble.kind == "server_error" and copy.tried is not None):
                return None
            raise
        return self.remote.get(href)

    def _update(self, place: Place, copy: Copy) -> None:
        there = self.remote.get(copy.href)
        if there is None:
            # Removed, or just being written anew elsewhere: only a look at everything tells.
            self.ledger.within(lambda books: books.keep_place(replace(books.place(), compared_at=None)))
            raise Stale
        if not same_version(there.etag, copy.etag):
            self._adopt(copy.uid, there, place.zone)
            raise Stale
        seen = read_meeting(there.text, place.zone, copy.uid) or read_meeting(there.text, place.zone)
        sequence = raised(copy.draft.sequence, seen) if seen else copy.draft.sequence
        self._note(replace(copy, tried=copy.draft.timing))
        text = _put_back(there.text, replace(copy.draft, sequence=sequence), place.zone)
        etag = self.remote.update(copy.href, text, there.etag)
        self._wrote(replace(copy, etag=etag))

    def _delete(self, place: Place, copy: Copy) -> None:
        href, etag = address_of(place.href, copy), copy.etag
        if not etag and copy.tried:
            there = self.remote.get(href)
            etag = there.etag if there else ""
        for _ in range(ROUNDS):
            try:
                if etag:
                    self.remote.delete(href, etag)
                break
            except Stale:
                there = self.remote.get(href)
                etag = there.etag if there else ""
        else:
            raise Stale
        self.ledger.within(lambda books: self._deleted(books, copy, href))

    def _deleted(self, books: Books, copy: Copy, href: str) -> None:
        books.drop_objects({href})
        books.keep_copy(
            replace(copy, href=href, status="removed", etag="", asked=None, tried=None, written=copy.wanted)
        )

    def _wrote(self, copy: Copy) -> None:
        """Keep what was written; the meeting may have changed meanwhile, and then it is due again."""
        self._has_written = True
        done = replace(copy, base=copy.draft.timing, asked=None, tried=None, written=copy.wanted)
        self.ledger.within(lambda books: self._keep_written(books, replace(done, status="written", trouble="")))

    def _keep_written(self, books: Books, copy: Copy) -> None:
        self._expect(books, copy)
        books.keep_copy(copy)

    def _expect(self, books: Books, copy: Copy) -> None:
        """Have the next list looked through for a copy that none has shown yet."""
        books.keep_objects({copy.href: Known(UNLISTED, copy.uid)}, {})
        place = books.place()
        if place.mark.text != WRONG:
            # It vouched for the calendar without this: once the copy is removed, it may be the same again.
            books.keep_place(replace(place, mark=Mark()))

    def _adopt(self, uid: str, found: RemoteEvent, zone: str) -> None:
        """Take up what was found where we wanted to write."""
        self.ledger.within(lambda books: self._adopt_in(books, uid, found, zone))

    def _adopt_in(self, books: Books, uid: str, found: RemoteEvent, zone: str) -> None:
        copy = books.copies().get(uid)
        if copy is not None:
            self._rebind(books, copy, found, zone)
            self._expect(books, replace(copy, href=found.href))

    def _note(self, copy: Copy) -> None:
        self.ledger.within(lambda books: books.keep_copy(copy))


def _is_ours(event: RemoteEvent, copy: Copy) -> bool:
    """Whether an object is a copy: it names its UID or, where we left it, at least the page of the meeting."""
    if event.href == copy.href and names(event.text, "URL", copy.draft.url):
        return True
    return names(event.text, "UID", copy.uid)


def _put_back(text: str, draft: MeetingDraft, zone: str) -> str:
    """The object with our times; written anew where it would still not be understood, and so put back at every look."""
    try:
        patched = patch_meeting(text, draft)
    except UNREADABLE:
        return write_meeting(draft)
    seen = read_meeting(patched, zone)
    return patched if seen is not None and seen.timing is not None else write_meeting(draft)


def _refused(copy: Copy, books: Books) -> None:
    books.keep_copy(copy)
    books.refused(copy)
