"""What the letters about messages, and about questions between meetings, say."""

from mentor_app.i18n.catalogue import N_
from mentor_app.mail.worded import Wording

CONVERSATIONS: dict[str, Wording] = {
    "message_received": Wording(
        subject=N_("{{partner}} has written to you"),
        opening=(N_("{{partner}} writes:"),),
        button=N_("Read and reply"),
        path="/inbox/conversations/{conversation_id}",
        closing=(N_("You get no further letter about this conversation until you have read it."),),
        quoting="message",
        by_name=True,
    ),
    "mentorship_question": Wording(
        subject=N_("{{partner}} has a question for you"),
        opening=(N_("{{partner}} asks, between your meetings:"),),
        button=N_("Read and answer"),
        path="/mentorships/{mentorship_id}/questions",
        closing=(N_("You get no further letter about this question until you have read it."),),
        quoting="message",
        by_name=True,
    ),
    "mentorship_answer": Wording(
        subject=N_("{{partner}} has answered you"),
        opening=(N_("{{partner}} answers what you asked:"),),
        button=N_("Open the question"),
        path="/mentorships/{mentorship_id}/questions",
        closing=(N_("You get no further letter about this question until you have read it."),),
        quoting="message",
        by_name=True,
    ),
    "reply_not_taken": Wording(
        subject=N_("Your reply was not delivered"),
        opening=(N_("You replied to one of our letters by e-mail, and we could not deliver what you wrote:"),),
        button=N_("Open my inbox"),
        path="/inbox",
        closing=(N_("Nothing of it was shown to anybody. You still have it among the letters you have sent."),),
        quoting="reason",
        by_name=True,
    ),
    "reply_without_files": Wording(
        subject=N_("{{partner}} got your reply without all its files"),
        opening=(N_("Your words are in your conversation with {{partner}}. These files could not be shared:"),),
        button=N_("Open the conversation"),
        path="/inbox/conversations/{conversation_id}",
        closing=(
            N_("Pictures, PDF, documents of office programs and plain text can be shared, each with 25 MB at most."),
        ),
        quoting="names",
        by_name=True,
    ),
}
"""Each kind of letter about what two people write to each other."""
