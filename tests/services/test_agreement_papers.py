"""The agreement as a paper: every word in the file, tagged, in three languages."""

import io

import pypdf
import pytest
from sqlmodel import Session

from mentor_app import db
from mentor_app.db import Actor, read, transact
from mentor_app.documents.paper import set_paper
from mentor_app.errors import NotFound
from mentor_app.models import Member
from mentor_app.services.agreement_papers import agreement_paper
from mentor_app.services.agreement_text import digest_of, start_from_suggestions, words_of, write_clause
from mentor_app.services.agreement_text import list_clauses as clauses
from mentor_app.services.agreements import approve_revision, send_revision

TITLES = {"en": "Mentoring agreement", "fr": "Convention de mentorat", "de": "Mentoring-Vereinbarung"}


def agree(cast, language, more="Œuvre: «déjà» – Größe, öfter; #set *x* $y$"):
    transact(Actor(cast.ben), start_from_suggestions, cast.mentorship, language)
    transact(Actor(cast.ben), write_clause, cast.mentorship, "more", more, 1)
    digest = digest_of(words_of(read(Actor(cast.ben), clauses, cast.mentorship)))
    sent = transact(Actor(cast.ben), send_revision, cast.mentorship, digest)[0]
    transact(Actor(cast.ada), approve_revision, cast.mentorship, sent, digest)


def speak(member_id, language):
    with Session(db.engine()) as session:
        session.get_one(Member, member_id).locale = language
        session.commit()


@pytest.mark.parametrize("language", TITLES)
def test_the_paper_says_every_word_tagged_and_in_the_readers_language(cast, language):
    speak(cast.ben, language)
    agree(cast, language)
    paper = read(Actor(cast.ben), agreement_paper, cast.mentorship)
    pdf = pypdf.PdfReader(io.BytesIO(set_paper("agreement", paper.content())))
    text = " ".join("".join(page.extract_text() for page in pdf.pages).split())
    said = text.replace("- ", "").replace(" ", "")
    for part in paper.parts:
        assert part.title.replace(" ", "") in said
        assert "".join(part.words.split())[:60].replace("-", "") in said.replace("-", "")
    assert "#set*x*$y$" in said
    assert TITLES[language] in text
    assert paper.fingerprint in said
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith(language)
    assert "/StructTreeRoot" in root
    assert b"pdfuaid" in root["/Metadata"].get_data()
    assert pdf.metadata.title == TITLES[language]
    for page in pdf.pages:
        for font in page["/Resources"]["/Font"].values():
            below = font["/DescendantFonts"][0] if "/DescendantFonts" in font else font
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & below["/FontDescriptor"].keys()


def test_letters_this_machine_cannot_draw_do_not_stop_the_paper(cast):
    agree(cast, "en", more="\U0001f389 \U00012000")
    paper = read(Actor(cast.ada), agreement_paper, cast.mentorship)
    pdf = pypdf.PdfReader(io.BytesIO(set_paper("agreement", paper.content())))
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_there_is_no_paper_before_there_is_an_agreement_nor_for_others(cast):
    with pytest.raises(NotFound):
        read(Actor(cast.ben), agreement_paper, cast.mentorship)
    agree(cast, "en")
    for who in (cast.cy, cast.dee):
        with pytest.raises(NotFound):
            read(Actor(who), agreement_paper, cast.mentorship)
