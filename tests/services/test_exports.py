"""Taking a mentorship along: all that its reader may see of it, and nothing that the other keeps to themselves."""

import io
import json
import zipfile
from dataclasses import asdict
from datetime import timedelta

import pytest
from sqlmodel import Session

from mentor_app import db
from mentor_app.clock import now
from mentor_app.db import Actor, read, transact
from mentor_app.documents.export import pack
from mentor_app.errors import NotFound
from mentor_app.models import Meeting, Member, SharedFile
from mentor_app.services.actions import add_action
from mentor_app.services.contacts import offer_contact
from mentor_app.services.endings import end_mentorship
from mentor_app.services.evaluations import evaluate
from mentor_app.services.exports import mentorship_export
from mentor_app.services.notes import add_note
from mentor_app.services.pulses import give_pulse
from mentor_app.services.questions import answer_in, ask_question
from mentor_app.services.resources import add_resource
from mentor_app.services.uncertainty import tell_staff

BOTH = ("canary-shared", "canary-question", "canary-answer", "canary-action", "canary-resource", "canary-file.pdf")
SOON = timedelta(seconds=1)
OWN = ("private", "pulse", "evaluation")


def do(cast, who, act, *args, **more):
    return transact(Actor(getattr(cast, who)), act, cast.mentorship, *args, **more)[0]


def taken(cast, who):
    return read(Actor(getattr(cast, who)), mentorship_export, cast.mentorship)


def part(export, name):
    return next(each for each in export.parts if each.name == name)


def unpacked(content, files=()):
    with pack(content, files) as folder, zipfile.ZipFile(io.BytesIO(folder.read())) as inside:
        return {name: inside.read(name) for name in inside.namelist()}


@pytest.fixture
def written(cast):
    """Something of each kind in the mentorship of Ada and Ben."""
    with Session(db.engine()) as session:
        two = {"mentor_id": cast.ada, "mentee_id": cast.ben, "proposer_id": cast.ben}
        held = Meeting(
            mentorship_id=cast.mentorship,
            status="held",
            starts_at=now() - timedelta(days=1),
            settled_at=now(),
            changed_at=now(),
            **two,
        )
        here = {"place": "mentorship", "place_id": cast.mentorship, "sent_at": now()}
        pdf = {"media_type": "application/pdf", "size": 3}
        session.add(held)
        session.add(SharedFile(owner_id=cast.ada, name="canary-file.pdf", **pdf, **here))
        session.add(SharedFile(owner_id=cast.ben, name="Canary-File.pdf", **pdf, **here | {"sent_at": now() + SOON}))
        session.add(SharedFile(owner_id=cast.ben, name="canary-unsent.pdf", **pdf))
        session.add(SharedFile(owner_id=cast.ben, name="", removed_at=now(), **pdf, **here))
        session.commit()
        meeting = held.id
    for who in ("ada", "ben"):
        do(cast, who, add_note, f"canary-{who}-private", is_private=True)
        transact(Actor(getattr(cast, who)), give_pulse, meeting, 2, "deciding", f"canary-{who}-pulse")
    do(cast, "ada", add_note, "canary-shared", is_private=False)
    question = do(cast, "ben", ask_question, "canary-question")
    do(cast, "ada", answer_in, question, "canary-answer")
    do(cast, "ben", add_action, "canary-action", "mentee")
    do(cast, "ada", add_resource, "canary-resource", "https://example.org")
    do(cast, "ben", tell_staff, "canary-concern")
    do(cast, "ada", offer_contact, email=True, phone="+43 660 5550199")
    do(cast, "ben", end_mentorship, "not_a_fit")
    for who in ("ada", "ben"):
        do(cast, who, evaluate, ["clarity"], {"together": 5, "useful": 4, "support": 3}, f"canary-{who}-evaluation")
    return cast


@pytest.mark.parametrize(("who", "other"), [("ada", "ben"), ("ben", "ada")])
def test_everything_ones_own_and_shared_and_nothing_else(written, who, other):
    text = json.dumps(asdict(taken(written, who)))
    assert not [canary for canary in BOTH if canary not in text]
    assert not [kind for kind in OWN if f"canary-{who}-{kind}" not in text]
    assert not [kind for kind in OWN if f"canary-{other}-{kind}" in text]
    assert not [private for private in ("canary-concern", "canary-unsent", "not_a_fit") if private in text]
    assert f"{other}@example.org" not in text


def test_a_stranger_gets_none_of_it(written):
    for who in ("cy", "dee", "eve"):
        with pytest.raises(NotFound):
            taken(written, who)


def test_files_lie_beside_the_page_under_names_of_their_own(written, tmp_path):
    export = taken(written, "ben")
    assert sorted(export.files.values()) == ["files/2 Canary-File.pdf", "files/canary-file.pdf"]
    paths = {file_id: tmp_path / file_id for file_id in export.files}
    first, gone = sorted(paths)
    paths[first].write_bytes(b"PDF")
    content = asdict(export)
    del content["files"]
    inside = unpacked(content, [(name, paths[file_id]) for file_id, name in export.files.items()])
    assert inside[export.files[first]] == b"PDF"
    assert export.files[gone] not in inside, "bytes that have gone are left out, and nothing breaks"
    assert 'href="files/' in inside["mentorship.html"].decode()
    assert json.loads(inside["mentorship.json"])["parts"]


def test_words_are_text_and_nothing_that_a_browser_runs(written):
    with Session(db.engine()) as session:
        session.get_one(Member, written.ada).name = "<script>x</script>"
        session.commit()
    content = asdict(taken(written, "ben"))
    del content["files"]
    assert "<script>" not in unpacked(content)["mentorship.html"].decode()


def test_it_is_in_the_readers_language_and_says_who_wrote_what(written):
    with Session(db.engine()) as session:
        session.get_one(Member, written.ben).locale = "de"
        session.commit()
    export = taken(written, "ben")
    assert part(export, "private_notes").title == "Notizen, die nur ich sehe"
    [thread] = part(export, "questions").entries
    assert [label.partition(",")[0] for label, _words in thread] == ["Ben", "Ada"]
