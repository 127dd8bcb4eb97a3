"""The shape of what a letter says."""

from dataclasses import dataclass, replace

from mentor_app.i18n.catalogue import N_

SIGNED_PATH = "/answer#token={secret}"
"""Where a signed letter leads: what follows the `#` is never sent to a server, and so stands in no log."""

SIGNED_NOTE = N_(
    "The button lets you answer once without signing in, so please do not pass this letter on: "
    "whoever has it can answer in your name."
)

INVITATION_NOTES = {
    "REQUEST": N_("The meeting comes with this letter: your mail program can put it into your calendar."),
    "CANCEL": N_("With this letter your mail program can take the meeting out of your calendar."),
    "PUBLISH": N_("The meetings come with this letter as a file. Open it, and your calendar knows how they stand."),
}
REPLY_ABOVE = N_("Please write your reply above this line.")
REPLY_NOTE = N_(
    "You can also simply reply to this letter: {{partner}} reads your words in your conversation, "
    "and your address stays unseen."
)


@dataclass(frozen=True, slots=True)
class Wording:
    """One kind of letter.

    Args:
        subject: the subject line.
        opening: paragraphs before the button.
        button: what the one button says.
        path: where it leads, below the public address; `{secret}` and parameters may stand in it.
        closing: paragraphs after the button.
        quoting: the parameter holding words of the other person, shown as a quotation.
        by_name: whether the greeting names the reader. Only for confirmed addresses: a name chosen by whoever
            joined is a way to have us carry their words to a stranger.
        signed: whether it carries a link of its own, by which its reader can answer without signing in.
    """

    subject: str
    opening: tuple[str, ...]
    button: str
    path: str
    closing: tuple[str, ...] = ()
    quoting: str = ""
    by_name: bool = False
    signed: bool = False

    def as_sent(self, secret: str) -> "Wording":
        """The wording with the letter's own link, where it has one and this kind leads by it."""
        if not (self.signed and secret):
            return self
        return replace(self, path=SIGNED_PATH, closing=(*self.closing, SIGNED_NOTE))
