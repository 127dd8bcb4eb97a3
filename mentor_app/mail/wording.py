"""What each letter says: one place, in English, for its text and its HTML alike.

Each subject has a module of its own. Sentences are keys of the catalogue; `{{name}}` placeholders are filled from the
letter's parameters.
"""

from mentor_app.i18n.catalogue import N_
from mentor_app.mail.accounts import ACCOUNTS
from mentor_app.mail.agreements import AGREEMENTS
from mentor_app.mail.contacts import CONTACTS
from mentor_app.mail.conversations import CONVERSATIONS
from mentor_app.mail.endings import ENDINGS
from mentor_app.mail.meetings import MEETINGS
from mentor_app.mail.pauses import PAUSES
from mentor_app.mail.referrals import REFERRALS
from mentor_app.mail.requests import REQUESTS
from mentor_app.mail.worded import Wording

WORDINGS: dict[str, Wording] = {
    **ACCOUNTS,
    **AGREEMENTS,
    **CONTACTS,
    **CONVERSATIONS,
    **ENDINGS,
    **MEETINGS,
    **PAUSES,
    **REFERRALS,
    **REQUESTS,
    "digest": Wording(
        subject=N_("What is new for you at {{organisation}}"),
        opening=(N_("This happened since your last digest, and you have not seen it yet."),),
        button=N_("Open my page"),
        path="/home",
        by_name=True,
    ),
    "concern_raised": Wording(
        subject=N_("A member has raised a concern"),
        opening=(
            N_("A member of {{programme}} has raised a concern and asks for your help."),
            N_("What they wrote is not in this letter: it waits for you behind your sign-in."),
        ),
        button=N_("Read the concern"),
        path="/programme/{slug}/concerns",
        closing=(N_("Whom it is about has not been told."),),
        by_name=True,
    ),
}
"""Every kind of letter there is."""
