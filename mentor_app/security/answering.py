"""The right to what belongs to a request."""

from mentor_app.db import UnitOfWork
from mentor_app.errors import NotFound
from mentor_app.models import MentoringRequest, RequestQuestion
from mentor_app.security.access import current_member, sent_request


def answerable_question(uow: UnitOfWork, question_id: str) -> tuple[RequestQuestion, MentoringRequest]:
    """A question about a request the actor sent, and so may answer, with that request.

    Raises:
        NotFound: for a stranger.
        NotPermitted: for whoever asked it.
    """
    current_member(uow)
    question = uow.session.get(RequestQuestion, question_id)
    if question is None:
        raise NotFound
    return question, sent_request(uow, question.request_id)
