"""Looking back: what somebody gained, told to programme staff and never to the partner."""

from dataclasses import dataclass, field

from sqlmodel import select

from mentor_app.db import UnitOfWork
from mentor_app.errors import InvalidInput, NotPermitted
from mentor_app.i18n.catalogue import N_
from mentor_app.models import Evaluation, Mentorship, Programme
from mentor_app.realtime.changes import for_member, in_mentorship
from mentor_app.security.access import coordinated_programme, visible_mentorship
from mentor_app.services.texts import clean_text
from mentor_app.vocabularies.choice import Choice

LONGEST_WORDS, LONGEST_ANSWER, LONGEST_QUESTION, MOST_QUESTIONS = 2000, 1000, 200, 5

BENEFITS: tuple[Choice, ...] = (
    Choice("clarity", N_("I see more clearly what I want")),
    Choice("skills", N_("I have learned something I use")),
    Choice("confidence", N_("I trust myself with more")),
    Choice("people", N_("I know people I did not know before")),
    Choice("step", N_("I have taken a step in my career")),
    Choice("view", N_("I have seen my own work with new eyes")),
    Choice("giving", N_("I have been able to pass something on")),
)

RATED: tuple[Choice, ...] = (
    Choice("together", N_("How well did the two of you work together?")),
    Choice("useful", N_("How useful was it to you?")),
    Choice("support", N_("How well did the programme support you?")),
)
"""Each is rated from 1 to 5."""


@dataclass(frozen=True)
class EvaluationDetail:
    """The actor's own evaluation: what is asked, and whether they have answered (`done_at`, ISO, or empty)."""

    questions: list[str] = field(default_factory=list[str])
    done_at: str = ""


def my_evaluation(uow: UnitOfWork, mentorship: Mentorship) -> EvaluationDetail:
    """What the actor is asked about a mentorship that the caller has already checked they may see."""
    programme = uow.session.get_one(Programme, mentorship.programme_id)
    mine = _of(uow, mentorship, uow.actor.id)
    return EvaluationDetail(list(programme.evaluation_questions), mine.created_at.isoformat() if mine else "")


def evaluate(
    uow: UnitOfWork,
    mentorship_id: str,
    benefits: list[str],
    ratings: dict[str, int],
    words: str = "",
    answers: list[str] | None = None,
) -> None:
    """Look back on a mentorship that has ended, once.

    Args:
        benefits: values of `BENEFITS`, any number of them.
        ratings: 1 to 5 for each of `RATED`.
        words: how it helped, in one's own words.
        answers: to the programme's own questions, in their order; empty ones are left out.

    Raises:
        InvalidInput: when a rating is missing, or something is too long or unknown.
        NotFound: for a stranger.
        NotPermitted: while it is under way, and when it has been answered already.
    """
    mentorship = visible_mentorship(uow, mentorship_id)
    if mentorship.status != "ended":
        raise NotPermitted(N_("You can look back once the mentorship has ended."))
    if _of(uow, mentorship, uow.actor.id) is not None:
        raise NotPermitted(N_("You have looked back on this mentorship already. Thank you."))
    _check(benefits, ratings)
    questions = uow.session.get_one(Programme, mentorship.programme_id).evaluation_questions
    said = [clean_text("answers", answer, LONGEST_ANSWER, lines=True) for answer in answers or []]
    evaluation = Evaluation(
        mentorship_id=mentorship.id,
        author_id=uow.actor.id,
        benefits=sorted(set(benefits)),
        ratings={about.value: ratings[about.value] for about in RATED},
        words=clean_text("words", words, LONGEST_WORDS, lines=True),
        answers={question: answer for question, answer in zip(questions, said, strict=False) if answer},
    )
    uow.session.add(evaluation)
    uow.record("evaluation.given", mentorship.id)
    uow.announce(in_mentorship(mentorship.id, "finish"), for_member(uow.actor.id, "mentorships"))


def _check(benefits: list[str], ratings: dict[str, int]) -> None:
    if not set(benefits) <= {choice.value for choice in BENEFITS}:
        raise InvalidInput("benefits")
    for about in RATED:
        if ratings.get(about.value) not in range(1, 6):
            raise InvalidInput("rating_" + about.value, N_("Please choose from 1 to 5."))


def set_evaluation_questions(uow: UnitOfWork, slug: str, questions: list[str]) -> None:
    """Say what a programme asks at the end, beside what everybody is asked; at most five questions.

    Raises:
        InvalidInput: when there are too many, or one is too long.
        NotFound, NotPermitted: for anyone but its coordinators; the machine itself may, too.
    """
    programme = _asking_programme(uow, slug)
    cleaned = [clean_text("questions", question, LONGEST_QUESTION) for question in questions]
    kept = list(dict.fromkeys(question for question in cleaned if question))
    if len(kept) > MOST_QUESTIONS:
        raise InvalidInput("questions", N_("At most {{most}} questions, please."), most=MOST_QUESTIONS)
    programme.evaluation_questions = kept
    uow.record("programme.questions_set", programme.id, questions=len(kept))


def _asking_programme(uow: UnitOfWork, slug: str) -> Programme:
    if not uow.actor.system:
        return coordinated_programme(uow, slug)
    found = uow.session.exec(select(Programme).where(Programme.slug == slug)).first()
    if found is None:
        raise InvalidInput("slug", N_("There is no programme of this name."))
    return found


def _of(uow: UnitOfWork, mentorship: Mentorship, member_id: str) -> Evaluation | None:
    found = select(Evaluation).where(Evaluation.mentorship_id == mentorship.id, Evaluation.author_id == member_id)
    return uow.session.exec(found).first()
