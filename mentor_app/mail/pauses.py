"""What the letters about taking a break say."""

from mentor_app.i18n.catalogue import N_
from mentor_app.mail.worded import Wording

PAUSES: dict[str, Wording] = {
    "partner_paused": Wording(
        subject=N_("{{partner}} takes a break from new requests"),
        opening=(
            N_("{{partner}} is not found in the community for now and takes no new requests."),
            N_("Nothing changes between the two of you: your shared space and your meetings stay as they are."),
        ),
        button=N_("Open our mentorship"),
        path="/mentorships/{mentorship_id}",
        by_name=True,
    ),
    "partner_resumed": Wording(
        subject=N_("{{partner}} is back"),
        opening=(N_("{{partner}} has ended the break, and can be found and asked again."),),
        button=N_("Open our mentorship"),
        path="/mentorships/{mentorship_id}",
        by_name=True,
    ),
}
"""Each kind of letter about breaks."""
