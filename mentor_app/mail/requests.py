"""What the letters about requests for mentoring say."""

from mentor_app.i18n.catalogue import N_
from mentor_app.mail.worded import Wording

REQUESTS: dict[str, Wording] = {
    "request_received": Wording(
        subject=N_("{{partner}} asks you for mentoring"),
        opening=(N_("{{partner}} would like to learn from you, and writes:"),),
        button=N_("Read and answer"),
        path="/inbox?request={request_id}",
        closing=(N_("You can accept, ask a question first, or decline kindly. There is no wrong answer."),),
        quoting="message",
        by_name=True,
        signed=True,
    ),
    "request_reminder": Wording(
        subject=N_("{{partner}} is waiting for your answer"),
        opening=(N_("{{partner}} asked you for mentoring and has not heard from you yet. This is what they wrote:"),),
        button=N_("Read and answer"),
        path="/inbox?request={request_id}",
        closing=(N_("You can answer until {{date}}. A kind no is an answer, too."),),
        quoting="message",
        by_name=True,
        signed=True,
    ),
    "interest_received": Wording(
        subject=N_("{{partner}} is interested in working with you"),
        opening=(
            N_("{{partner}} would like you as a mentor and has said so with one click, without a message."),
            N_("Their profile says what they want to learn."),
        ),
        button=N_("See who it is, and answer"),
        path="/inbox?request={request_id}",
        closing=(N_("You can accept, ask a question first, or decline kindly. There is no wrong answer."),),
        by_name=True,
        signed=True,
    ),
    "interest_reminder": Wording(
        subject=N_("{{partner}} is waiting for your answer"),
        opening=(N_("{{partner}} is interested in working with you and has not heard from you yet."),),
        button=N_("See who it is, and answer"),
        path="/inbox?request={request_id}",
        closing=(N_("You can answer until {{date}}. A kind no is an answer, too."),),
        by_name=True,
        signed=True,
    ),
    "choice_asked": Wording(
        subject=N_("{{partner}} has been asked next"),
        opening=(
            N_("As you wished, we have sent your request to the next person in your line: {{partner}}."),
            N_("You can read it, change your line or withdraw the request at any time."),
        ),
        button=N_("Open my request"),
        path="/inbox?request={request_id}",
        quoting="times",
        by_name=True,
    ),
    "request_accepted": Wording(
        subject=N_("Your mentorship with {{partner}} has begun"),
        opening=(
            N_("You and {{partner}} have said yes to each other. Your shared space is ready."),
            N_("A good first step: write down what to talk about when you first meet."),
        ),
        button=N_("Open our mentorship"),
        path="/mentorships/{mentorship_id}",
        by_name=True,
    ),
    "request_declined": Wording(
        subject=N_("{{partner}} cannot take your request now"),
        opening=(N_("{{partner}} read your request and cannot say yes at the moment. It took courage to ask."),),
        button=N_("See who else can help"),
        path="/inbox?request={request_id}",
        closing=(N_("Others in the community share this experience; we suggest a few of them."),),
        quoting="note",
        by_name=True,
    ),
    "request_ended": Wording(
        subject=N_("{{partner}} cannot take your request now"),
        opening=(N_("{{partner}} read your request and cannot say yes at the moment. It took courage to ask."),),
        button=N_("See who else can help"),
        path="/explore",
        by_name=True,
    ),
    "request_withdrawn": Wording(
        subject=N_("{{partner}} withdrew the request"),
        opening=(N_("{{partner}} no longer needs an answer to the request for mentoring. Nothing is left to do."),),
        button=N_("Open my inbox"),
        path="/inbox?request={request_id}",
        by_name=True,
    ),
    "request_expired": Wording(
        subject=N_("{{partner}} did not answer in time"),
        opening=(
            N_(
                "{{partner}} did not find the time to answer your request. That says nothing about you or what you ask."
            ),
            N_("Others share this experience, and you are free to ask {{partner}} again."),
        ),
        button=N_("See who else can help"),
        path="/inbox?request={request_id}",
        by_name=True,
    ),
    "flash_offered": Wording(
        subject=N_("{{partner}} offers you a flash meeting"),
        opening=(
            N_("{{partner}} cannot take on a mentorship now, and would like to give you one conversation instead."),
        ),
        button=N_("See the offer"),
        path="/inbox?request={request_id}",
        closing=(N_("One click says yes or no. A flash meeting promises nothing further on either side."),),
        quoting="note",
        by_name=True,
        signed=True,
    ),
    "flash_declined": Wording(
        subject=N_("{{partner}} did not take up the flash meeting"),
        opening=(N_("You offered {{partner}} one flash meeting. It was not taken up, and nothing is left to do."),),
        button=N_("Open my inbox"),
        path="/inbox?request={request_id}",
        by_name=True,
    ),
    "question_asked": Wording(
        subject=N_("{{partner}} has a question about your request"),
        opening=(N_("{{partner}} read your request and would like to know:"),),
        button=N_("Answer the question"),
        path="/inbox?request={request_id}",
        closing=(N_("Your request stays open. A short answer is enough."),),
        quoting="question",
        by_name=True,
        signed=True,
    ),
    "question_answered": Wording(
        subject=N_("{{partner}} answered your question"),
        opening=(N_("You asked {{partner}} something about their request. This is the answer:"),),
        button=N_("Read and answer"),
        path="/inbox?request={request_id}",
        closing=(N_("Now it is your turn again: accept, ask once more, or decline kindly."),),
        quoting="answer",
        by_name=True,
        signed=True,
    ),
    "question_expired": Wording(
        subject=N_("Your request to {{partner}} has expired"),
        opening=(
            N_("{{partner}} had asked you a question, which was still open when the time for your request ran out."),
            N_("You are free to ask {{partner}} again."),
        ),
        button=N_("Open my request"),
        path="/inbox?request={request_id}",
        by_name=True,
    ),
}
"""Each kind of letter about requests."""
