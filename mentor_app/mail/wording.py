"""What each letter says: one place, in English, for its text and its HTML alike.

Sentences are keys of the catalogue; `{{name}}` placeholders are filled from the letter's parameters.
"""

from mentor_app.i18n.catalogue import N_
from mentor_app.mail.agreements import AGREEMENTS
from mentor_app.mail.contacts import CONTACTS
from mentor_app.mail.endings import ENDINGS
from mentor_app.mail.meetings import MEETINGS
from mentor_app.mail.worded import Wording

_NOT_YOU = N_("If this was not you, you can leave this letter unanswered: nothing happens without you.")

WORDINGS: dict[str, Wording] = {
    **AGREEMENTS,
    **CONTACTS,
    **ENDINGS,
    **MEETINGS,
    "verify_email": Wording(
        subject=N_("Confirm your e-mail address"),
        opening=(
            N_("Welcome to {{organisation}}. One click confirms that this address is yours."),
            N_("The link works once, for a day."),
        ),
        button=N_("Confirm my address"),
        path="/verify-email?token={secret}",
        closing=(_NOT_YOU,),
    ),
    "reset_password": Wording(
        subject=N_("Choose a new password"),
        opening=(
            N_("Somebody, we hope you, asked for a new password for your account at {{organisation}}."),
            N_("The link works once, for half an hour."),
        ),
        button=N_("Choose a new password"),
        path="/reset-password?token={secret}",
        closing=(N_("If this was not you, your password stays as it is."),),
    ),
    "address_in_use": Wording(
        subject=N_("You already have an account"),
        opening=(
            N_("Somebody, we hope you, tried to join {{organisation}} with this address."),
            N_("It already has an account, so you can simply sign in."),
            N_("If you forgot your password, you can choose a new one there."),
        ),
        button=N_("Sign in"),
        path="/sign-in",
        closing=(_NOT_YOU,),
    ),
    "signed_in_anew": Wording(
        subject=N_("A new sign-in to your account"),
        opening=(
            N_("Your account at {{organisation}} was just used on a device we had not seen: {{device}}."),
            N_("If this was you, all is well."),
        ),
        button=N_("See where I am signed in"),
        path="/settings",
        closing=(N_("If it was not, sign out everywhere else there and choose a new password."),),
        by_name=True,
    ),
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
    "digest": Wording(
        subject=N_("What is new for you at {{organisation}}"),
        opening=(N_("This happened since your last digest, and you have not seen it yet."),),
        button=N_("Open my page"),
        path="/home",
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
    "message_received": Wording(
        subject=N_("{{partner}} has written to you"),
        opening=(N_("{{partner}} writes:"),),
        button=N_("Read and reply"),
        path="/inbox/conversations/{conversation_id}",
        closing=(N_("You get no further letter about this conversation until you have read it."),),
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
