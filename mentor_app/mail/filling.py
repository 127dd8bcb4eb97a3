"""What the templates of a letter need, in the reader's language."""

from collections.abc import Callable, Iterator
from itertools import groupby
from urllib.parse import quote

from mentor_app.config import settings
from mentor_app.i18n.catalogue import N_, placeholders, translate
from mentor_app.mail.lines import line, prose
from mentor_app.mail.outgoing import Outgoing, Told, Unsendable
from mentor_app.mail.quoting import MARK
from mentor_app.mail.worded import INVITATION_NOTES, REPLY_ABOVE, REPLY_NOTE, Wording
from mentor_app.mail.wording import WORDINGS


def filling_of(letter: Outgoing, wording: Wording) -> dict[str, object]:
    """What the two templates need.

    Raises:
        Unsendable: when a parameter is missing.
    """
    chosen = settings()
    public = chosen.public_url.rstrip("/")
    values = {name: line(value) for name, value in letter.params.items()}
    values["organisation"] = line(chosen.organisation)
    values["occasion"] = translate(letter.locale, letter.occasion) if letter.occasion else ""
    say = _speaker(letter.locale, values)
    named = wording.by_name and bool(values.get("name"))
    try:
        path = _path(wording, letter.secret, values)
        quoted = prose(letter.params[wording.quoting]) if wording.quoting else ()
    except KeyError as error:
        raise Unsendable(f"{letter.kind} lacks {error}") from error
    return {
        "locale": letter.locale,
        "subject": say(wording.subject),
        "greeting": say(N_("Hello {{name}},")) if named else say(N_("Hello,")),
        "opening": [say(each) for each in wording.opening],
        "quoted": quoted,
        "sections": [(heading, [*items]) for heading, items in _sections(letter, public)],
        "button": say(wording.button),
        "link": public + path,
        "closing": [say(each) for each in (*wording.closing, *_notes(letter))],
        "mark": MARK.format(say(REPLY_ABOVE)) if letter.reply_to else "",
        "fallback": say(N_("If the button does not work, copy this address into your browser:")),
        "reason": say(N_("This letter was sent by {{organisation}} because of something that concerns your account.")),
        "organisation": values["organisation"],
        **_ways_out(letter, public, say),
    }


def _notes(letter: Outgoing) -> Iterator[str]:
    """What else can be done with a letter."""
    if letter.invitation:
        yield INVITATION_NOTES[letter.invitation.method]
    if letter.reply_to:
        yield REPLY_NOTE


def _sections(letter: Outgoing, public: str) -> Iterator[tuple[str, Iterator[tuple[str, str]]]]:
    """What a digest tells: headings, and below each what happened and where it leads."""
    for heading, items in groupby(letter.told, key=lambda told: told.heading):
        yield translate(letter.locale, heading), (_entry(letter.locale, told, public) for told in items)


def _entry(locale: str, told: Told, public: str) -> tuple[str, str]:
    wording = WORDINGS.get(told.kind)
    if wording is None:
        raise Unsendable(f"no letter of kind {told.kind!r}")
    values = {name: line(value) for name, value in told.params.items()} | {
        "organisation": line(settings().organisation)
    }
    often = f" ({told.times}×)" if told.times > 1 else ""
    return _speaker(locale, values)(wording.subject) + often, public + _path(wording, "", values)


def _path(wording: Wording, secret: str, values: dict[str, str]) -> str:
    return wording.path.format(secret=quote(secret), **{name: quote(value, safe="") for name, value in values.items()})


def _ways_out(letter: Outgoing, public: str, say: Callable[[str], str]) -> dict[str, str]:
    """How a reader gets no more such letters; empty links where they always arrive."""
    return {
        "stop": f"{public}/unsubscribe/{letter.stop}" if letter.stop else "",
        "stop_words": say(N_("Unsubscribe from such letters ({{occasion}})")),
        "choose": f"{public}/settings",
        "choose_words": say(N_("Choose how you hear of things")),
    }


def _speaker(locale: str, values: dict[str, str]) -> Callable[[str], str]:
    def say(sentence: str) -> str:
        return translate(locale, sentence, **{name: values.get(name, "") for name in placeholders(sentence)})

    return say
