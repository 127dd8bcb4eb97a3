"""What has happened between invented members, relative to the present."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import SQLModel

from mentor_app.demo.agreements import agreement_of
from mentor_app.demo.availability import weeks_of_the_cast
from mentor_app.demo.cast import BEN, MAYA
from mentor_app.demo.circle import CELINE, FARID, HANA, SAMIR
from mentor_app.demo.community import Person
from mentor_app.demo.line import line_of_maya
from mentor_app.demo.meetings import meetings_of_the_cast, times_of_samir
from mentor_app.demo.planting import id_of
from mentor_app.demo.talks import question_about, talk_with_greta, talk_with_maya
from mentor_app.demo.voices import ASKS, HOPES, THANKS
from mentor_app.demo.workspace import workspace_of
from mentor_app.models import (
    MentoringRequest,
    Mentorship,
    Notification,
    Programme,
    Referral,
)
from mentor_app.services.referrals import place_of_referral

_REASONS = ("no_time", "not_my_field", "someone_else")


class Story:
    """Requests, mentorships and what people work on together.

    Args:
        programme: where all of it happens.
        at: the present.
        seed: of the chances.
    """

    def __init__(self, programme: Programme, at: datetime, seed: int = 1) -> None:
        self._programme = programme
        self._at = at
        self._chance = random.Random(seed)  # noqa: S311 - invented people, not secrets

    def of_the_cast(self) -> Iterator[SQLModel]:
        """Maya's mentorship with Ben, her open request, and what Ben has to answer."""
        asked = self._at - timedelta(days=72)
        begun = self._request(
            MAYA,
            BEN,
            "You moved from teaching to data yourself and wrote honestly about the first year. I am three months into "
            "SQL and would like someone to tell me when I am fooling myself.",
            asked,
            hope="One hour a month for six months, by video. Mondays or Thursdays after 17:00.",
            goals=["Career change", "SQL", "Data analysis"],
            status="accepted",
            answered_at=asked + timedelta(hours=21),
        )
        mentorship = self._mentorship(begun)
        mentorship.ends_on = (self._at + timedelta(days=112)).date()
        yield begun
        yield mentorship
        yield from workspace_of(mentorship, self._at)
        yield from meetings_of_the_cast(mentorship, self._at)
        yield from weeks_of_the_cast(self._at)
        yield from agreement_of(mentorship, self._at)
        yield from self._open_requests()
        yield from self._referral()
        yield from line_of_maya(self._at)
        yield from talk_with_greta(self._at)
        yield from talk_with_maya(self._at)

    def of_the_others(self, people: list[Person]) -> Iterator[SQLModel]:
        """Answered and open requests among everybody else, with the mentorships that came of them."""
        mentors = [one for one in people if one.texts["offers_mentoring"] and one.texts["is_active"]]
        mentees = [one for one in people if one.texts["seeks_mentor"]]
        for mentor in mentors[::2]:
            others = [one for one in mentees if one.email != mentor.email]
            yield from self._history(mentor, self._chance.sample(others, min(len(others), 7)))
        for mentor in mentors[1::6]:
            sender = self._chance.choice([one for one in mentees if one.email != mentor.email])
            yield self._ask(sender, mentor, self._ago(0.2, 9))
        yield from self._full_place(mentees[0])

    def _history(self, mentor: Person, senders: list[Person]) -> Iterator[SQLModel]:
        pace = self._chance.choice((3, 8, 20, 30, 55))
        places = self._chance.randint(0, int(str(mentor.texts["capacity"])))
        for place, sender in enumerate(senders):
            request = self._ask(sender, mentor, self._ago(20, 300))
            request.answered_at = request.created_at + timedelta(hours=pace * self._chance.uniform(0.5, 1.8))
            request.seen_at = request.created_at + (request.answered_at - request.created_at) / 2
            if place < places + 2:
                request.status = "accepted"
                ended_at = None if place < places else request.answered_at + (self._at - request.answered_at) * 0.8
                yield request
                yield self._mentorship(request, ended_at)
            else:
                request.status = "declined"
                request.decline_reason = self._chance.choice(_REASONS)
                request.decline_note = self._chance.choice((*THANKS, ""))
                yield request

    def _full_place(self, mentee: Person) -> Iterator[SQLModel]:
        asked = self._at - timedelta(days=40)
        request = self._request(
            mentee.email,
            FARID,
            "I am writing the business plan for a bakery with its own solar roof and the bank keeps asking questions "
            "that I cannot answer. You have been asked all of them, I think.",
            asked,
            goals=["Business plan"],
            status="accepted",
            answered_at=asked + timedelta(hours=50),
        )
        yield request
        yield self._mentorship(request)

    def _open_requests(self) -> Iterator[SQLModel]:
        yield self._request(
            MAYA,
            CELINE,
            "I have to tell a story with numbers to people who would rather not hear it: parents, so far. You wrote "
            "that product work is about what people leave unsaid. May I show you two of my drafts?",
            self._at - timedelta(days=2, hours=3),
            kind="flash",
            purpose="question",
            goals=["Data storytelling"],
        )
        samir = self._request(
            SAMIR,
            BEN,
            "Could we talk for 20 minutes about how a bank decides which figures to trust? I prepare the monthly "
            "report and nobody can say who checks it after me.",
            self._at - timedelta(hours=2),
            kind="flash",
            purpose="interview",
            goals=["Data governance"],
        )
        yield samir
        yield from times_of_samir(samir, self._at)
        yield self._notice(samir, "Samir Iyer")

    def _referral(self) -> Iterator[SQLModel]:
        """Hana asks Ben whether she may name him."""
        request = self._request(
            FARID,
            HANA,
            "I started alone and now there are nine of us. I still read every offer before it leaves. How does one "
            "learn to hand things over and sleep?",
            self._at - timedelta(days=1, hours=9),
            goals=["Delegation"],
            months=3,
            frequency="monthly",
        )
        yield request
        asked_at = self._at - timedelta(hours=5)
        words = "Somebody whose company has grown faster than his habits. You lead fourteen people; I lead none."
        referral = Referral(request_id=request.id, colleague_id=id_of(BEN), words=words, created_at=asked_at)
        yield referral
        yield Notification(
            member_id=id_of(BEN),
            kind="referral.asked",
            params={"name": "Hana Nakamura"},
            link=place_of_referral(referral),
            created_at=asked_at,
        )

    def second_request(self, sender: Person) -> Iterator[SQLModel]:
        """The other request that waits for Ben, a mentoring request from yesterday about which he has asked first."""
        request = self._request(
            sender.email,
            BEN,
            "I lead three people since spring and was promoted because I was good at something else. You look after "
            "fourteen. I would like to learn how you give feedback without rewriting everybody's work.",
            self._at - timedelta(days=1, hours=4),
            hope="One hour a month until summer, with one real case each time.",
            goals=["People management", "Delegation"],
            months=6,
            frequency="monthly",
        )
        yield request
        yield from question_about(request, sender.name)
        received = self._notice(request, sender.name)
        received.read_at = request.seen_at
        yield received

    def _ask(self, sender: Person, mentor: Person, asked: datetime) -> MentoringRequest:
        offers = [name for name, _ in mentor.offers] or ["Career planning"]
        wanted = {name for name, _ in sender.goals}
        skill = next((name for name in offers if name in wanted), offers[0])
        return self._request(
            sender.email,
            mentor.email,
            self._chance.choice(ASKS).format(skill=skill),
            asked,
            hope=self._chance.choice(HOPES),
            goals=[skill],
        )

    def _request(self, sender: str, recipient: str, message: str, asked: datetime, **columns: Any) -> MentoringRequest:
        return MentoringRequest(
            programme_id=self._programme.id,
            sender_id=id_of(sender),
            recipient_id=id_of(recipient),
            message=message,
            created_at=asked,
            expires_at=asked + timedelta(days=self._programme.request_days),
            **columns,
        )

    def _mentorship(self, request: MentoringRequest, ended_at: datetime | None = None) -> Mentorship:
        return Mentorship(
            programme_id=request.programme_id,
            request_id=request.id,
            kind=request.kind,
            mentor_id=request.recipient_id,
            mentee_id=request.sender_id,
            status="ended" if ended_at else "active",
            ended_at=ended_at,
            created_at=request.answered_at or request.created_at,
        )

    def _notice(self, request: MentoringRequest, name: str) -> Notification:
        return Notification(
            member_id=request.recipient_id,
            kind="request.received",
            params={"name": name, "kind": request.kind},
            link=f"/inbox?request={request.id}",
            created_at=request.created_at,
        )

    def _ago(self, least: float, most: float) -> datetime:
        return self._at - timedelta(days=self._chance.uniform(least, most))
