"""What the letter about contact details says: never what they are."""

from mentor_app.i18n.catalogue import N_
from mentor_app.mail.worded import Wording

CONTACTS: dict[str, Wording] = {
    "contact_offered": Wording(
        subject=N_("{{partner}} offers to share contact details"),
        opening=(
            N_("{{partner}} would like to share contact details with you."),
            N_("You see them once you say yes and share yours; until then neither of you sees anything."),
        ),
        button=N_("Open our mentorship"),
        path="/mentorships/{mentorship_id}",
        closing=(N_("You are free to leave it at that: messages work without it."),),
        by_name=True,
    ),
}
"""Each kind of letter about contact details."""
