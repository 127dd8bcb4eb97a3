"""What the letters about agreements say."""

from mentor_app.i18n.catalogue import N_
from mentor_app.mail.worded import Wording

_AGREEMENT = "/mentorships/{mentorship_id}/agreement"

AGREEMENTS: dict[str, Wording] = {
    "agreement_sent": Wording(
        subject=N_("{{partner}} sent you your agreement to approve"),
        opening=(N_("{{partner}} has written down what you agree on, and asks you to read it."),),
        button=N_("Read the agreement"),
        path=_AGREEMENT,
        closing=(N_("You can approve it as it stands, or change it and send your proposal back."),),
        quoting="note",
        by_name=True,
    ),
    "agreement_countered": Wording(
        subject=N_("{{partner}} proposes other words for your agreement"),
        opening=(N_("{{partner}} read your text and sends it back with changes. They are marked, word by word."),),
        button=N_("See the changes"),
        path=_AGREEMENT,
        closing=(N_("You can approve it as it stands, or change it and send your proposal back."),),
        quoting="note",
        by_name=True,
    ),
    "agreement_approved": Wording(
        subject=N_("Your agreement with {{partner}} is official"),
        opening=(
            N_("You and {{partner}} have both approved the same text. It is your agreement from now on."),
            N_("You can change it together at any time; until both approve a new text, this one stays in force."),
        ),
        button=N_("Open our agreement"),
        path=_AGREEMENT,
        by_name=True,
    ),
}
"""Each kind of letter about agreements."""
