"""What the letters at the end of a mentorship say."""

from mentor_app.i18n.catalogue import N_
from mentor_app.mail.worded import Wording

ENDINGS: dict[str, Wording] = {
    "mentorship_ended": Wording(
        subject=N_("{{partner}} has ended your mentorship"),
        opening=(
            N_("{{partner}} has ended your mentorship. Everything you wrote together stays readable for both of you."),
            N_("Meetings still to come are called off; nothing is left to do for you."),
        ),
        button=N_("Look back, and what comes next"),
        path="/mentorships/{mentorship_id}/finish",
        closing=(N_("There you also find your confirmation of participation."),),
        by_name=True,
    ),
}
"""Each kind of letter about endings."""
