"""What the letters about naming a colleague say."""

from mentor_app.i18n.catalogue import N_
from mentor_app.mail.worded import Wording

REFERRALS: dict[str, Wording] = {
    "referral_asked": Wording(
        subject=N_("{{partner}} would like to name you to somebody"),
        opening=(
            N_("{{partner}} was asked for help that you could give better, and would like to suggest you. They write:"),
        ),
        button=N_("Read and answer"),
        path="/inbox?shelf=requests",
        closing=(N_("You are named only if you agree. If you would rather not, nobody but {{partner}} is told."),),
        quoting="words",
        by_name=True,
        signed=True,
    ),
    "referral_reminder": Wording(
        subject=N_("{{partner}} still waits to hear whether you may be named"),
        opening=(N_("{{partner}} would like to suggest you to somebody who asked for help, and wrote to you:"),),
        button=N_("Read and answer"),
        path="/inbox?shelf=requests",
        closing=(
            N_("You can answer until {{date}}. A kind no is an answer, too."),
            N_("You are named only if you agree. If you would rather not, nobody but {{partner}} is told."),
        ),
        quoting="words",
        by_name=True,
        signed=True,
    ),
    "referral_agreed": Wording(
        subject=N_("{{partner}} is glad to be named"),
        opening=(N_("{{partner}} agreed, and whoever asked you has been told. Nothing is left for you to do."),),
        button=N_("Open the request"),
        path="/inbox?request={request_id}",
        by_name=True,
    ),
    "referral_refused": Wording(
        subject=N_("{{partner}} would rather not be named"),
        opening=(N_("{{partner}} cannot take this on now. Nobody else has been told, and the request waits for you."),),
        button=N_("Read and answer"),
        path="/inbox?request={request_id}",
        closing=(N_("You can name somebody else, or answer yourself. A kind no is an answer, too."),),
        by_name=True,
        signed=True,
    ),
    "referral_expired": Wording(
        subject=N_("{{partner}} did not say whether you may name them"),
        opening=(
            N_("You asked {{partner}} whether you may name them, and had no answer. Nobody else has been told."),
            N_("The request waits for you again."),
        ),
        button=N_("Read and answer"),
        path="/inbox?request={request_id}",
        closing=(N_("You can name somebody else, or answer yourself. A kind no is an answer, too."),),
        by_name=True,
        signed=True,
    ),
    "request_referred": Wording(
        subject=N_("{{partner}} suggests {{colleague}} to you"),
        opening=(
            N_("{{partner}} read your request and thinks that {{colleague}} can help you better."),
            N_("{{colleague}} knows of it, and would be glad to hear from you. Your words are ready to be sent."),
        ),
        button=N_("See the suggestion"),
        path="/inbox?request={request_id}",
        by_name=True,
    ),
}
"""Each kind of letter about referrals."""
