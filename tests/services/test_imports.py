"""Importing people: good rows come in, bad rows leave no trace, and the report says which and why."""

import csv
import json
import os
import tracemalloc
from pathlib import Path

import pytest
from sqlmodel import Session, col, func, select

from mentor_app import db
from mentor_app.cli_import import import_people
from mentor_app.db import Actor, read, transact
from mentor_app.errors import InvalidInput, NotPermitted
from mentor_app.models import Enrolment, Letter, Member, Offer, Profile
from mentor_app.services import import_rows
from mentor_app.services.import_rows import ImportedPerson, check_file, read_people
from mentor_app.services.imports import import_person
from mentor_app.services.profile_choices import drop_skill, name_skill
from mentor_app.services.profiles import get_profile
from mentor_app.vocabularies import skill_key
from tests.conftest import Cast, make_cast

HEADER = "name,email,headline,country,languages,skills,role"
GOOD = [
    "Ulla Jensen,ulla@example.org,React and Node,IE,en,reactjs;Node.js;React,mentor",
    'Zoltán Pereira,ZOLTAN@example.org,"Engineer, platform",in,en;hi,android; go ;backend,mentor',
    "Inès García,ines@example.org,,,,,mentee",
]


@pytest.fixture
def sqlite_cast(sqlite) -> Cast:
    return make_cast()


@pytest.fixture
def write(tmp_path):
    def write(*rows, header=HEADER, encoding="utf-8", end="\n"):
        path = tmp_path / "people.csv"
        path.write_bytes(end.join([header, *rows, ""]).encode(encoding))
        return path

    return write


def outcomes(report):
    return [(row.line, row.outcome, row.column) for row in report.rows]


def members():
    with Session(db.engine()) as session:
        return sorted(session.exec(select(Member.email)))


def id_of(email):
    with Session(db.engine()) as session:
        return session.exec(select(Member.id).where(Member.email == email)).one()


def test_good_rows_are_members_whom_others_find(cast, write):
    report = import_people(write(*GOOD), "alumni")
    assert report.ok
    assert outcomes(report) == [(2, "imported", ""), (3, "imported", ""), (4, "imported", "")]
    ulla = read(Actor(cast.cy), get_profile, id_of("ulla@example.org"))
    assert (ulla.name, ulla.texts.headline, ulla.texts.country) == ("Ulla Jensen", "React and Node", "IE")
    assert [skill.name for skill in ulla.offers] == ["React", "Node"]
    assert ulla.preferences.offers_mentoring
    zoltan = read(Actor(cast.cy), get_profile, id_of("zoltan@example.org"))
    assert zoltan.texts.headline == "Engineer, platform"
    assert [tag.label for tag in zoltan.tags["language"]] == ["English", "Hindi"]
    ines = read(Actor(cast.cy), get_profile, id_of("ines@example.org"))
    assert ines.preferences.seeks_mentor
    assert not ines.preferences.offers_mentoring


def test_an_imported_account_is_confirmed_has_no_password_and_was_not_written_to(cast, write):
    import_people(write(*GOOD), "alumni")
    with Session(db.engine()) as session:
        member = session.exec(select(Member).where(Member.email == "ulla@example.org")).one()
        assert member.verified_at is not None
        assert member.password_hash is None
        assert session.exec(select(Letter)).all() == []


def test_importing_again_changes_nothing(cast, write):
    path = write(*GOOD)
    import_people(path, "alumni")
    with Session(db.engine()) as session:
        before = {profile.member_id: profile.model_dump() for profile in session.exec(select(Profile))}
    report = import_people(path, "alumni")
    assert {row.outcome for row in report.rows} == {"unchanged"}
    with Session(db.engine()) as session:
        assert {row.member_id: row.model_dump() for row in session.exec(select(Profile))} == before


def test_what_a_member_wrote_is_never_overwritten(cast, write):
    path = write("Someone Else,ada@example.org,Imported headline,AT,de,Python;SQL,mentee")
    transact(Actor(cast.ada), name_skill, "offers", "Beekeeping", 4)
    report = import_people(path, "alumni")
    assert outcomes(report) == [(2, "merged", "")]
    ada = read(Actor(cast.ada), get_profile, cast.ada)
    assert (ada.name, ada.texts.headline, ada.texts.country) == ("Ada", "Head of data", "AT")
    assert [skill.name for skill in ada.offers] == ["Beekeeping"]
    assert not ada.preferences.seeks_mentor
    assert import_people(path, "alumni").rows[0].outcome == "unchanged"


def test_a_skill_removed_by_its_member_stays_removed(cast, write):
    path = write("Ulla Jensen,ulla@example.org,,,,reactjs;Node.js,mentor")
    import_people(path, "alumni")
    transact(Actor(id_of("ulla@example.org")), drop_skill, "offers", "react")
    assert import_people(path, "alumni").rows[0].outcome == "unchanged"


def test_an_account_somebody_prepared_for_the_address_loses_its_ways_in(cast, write):
    with Session(db.engine()) as session:
        member = Member(email="ulla@example.org", name="Not Ulla", password_hash="known to a stranger")
        session.add(member)
        session.flush()
        session.add(Profile(member_id=member.id, updated_at=member.created_at))
        session.commit()
    assert import_people(write(*GOOD[:1]), "alumni").rows[0].outcome == "imported"
    with Session(db.engine()) as session:
        member = session.exec(select(Member).where(Member.email == "ulla@example.org")).one()
        assert (member.name, member.password_hash) == ("Ulla Jensen", None)
        assert member.verified_at is not None


def test_a_suspended_member_is_not_brought_back(cast, write):
    with Session(db.engine()) as session:
        session.get_one(Member, cast.eve).suspended_at = session.get_one(Member, cast.eve).created_at
        session.commit()
    report = import_people(write("Eve,eve@example.org,Back,AT,de,SQL,mentor"), "alumni")
    assert outcomes(report) == [(2, "refused", "email")]


BAD = {
    "no name": (",x@example.org,,,,,mentor", "name"),
    "a link for a name": ("http://spam.example,x@example.org,,,,,mentor", "name"),
    "no address": ("X,,,,,,mentor", "email"),
    "half an address": ("X,x@,,,,,mentor", "email"),
    "two addresses": ('X,"x@example.org,y@example.org",,,,,mentor', "email"),
    "a header injected": ('X,"x@example.org\nBcc: y@example.org",,,,,mentor', "email"),
    "a formula": ("=cmd|' /C calc'!A0,x@example.org,,,,,mentor", "name"),
    "a sum": ("X,x@example.org,+1+1,,,,mentor", "headline"),
    "a difference": ("X,x@example.org,-2-3,,,,mentor", "headline"),
    "a function": ("X,x@example.org,@SUM(1),,,,mentor", "headline"),
    "a formula behind spaces": ("X,x@example.org,  =1,,,,mentor", "headline"),
    "a formula among skills": ("X,x@example.org,,,,sql;=1+1,mentor", "skills"),
    "a country that is none": ("X,x@example.org,,EU,,,mentor", "country"),
    "a country in words": ("X,x@example.org,,Austria,,,mentor", "country"),
    "a language that is none": ("X,x@example.org,,,en;xx,,mentor", "languages"),
    "a language in words": ("X,x@example.org,,,English,,mentor", "languages"),
    "a long headline": (f"X,x@example.org,{'h' * 161},,,,mentor", "headline"),
    "a long name": (f"{'n' * 121},x@example.org,,,,,mentor", "name"),
    "a huge cell": (f"X,x@example.org,{'h' * 200_000},,,,mentor", ""),
    "a long skill": (f"X,x@example.org,,,,{'s' * 81},mentor", "skills"),
    "a skill without letters": ("X,x@example.org,,,,sql;***,mentor", "skills"),
    "too many skills": (f"X,x@example.org,,,,{';'.join(f'art {n} of x' for n in range(41))},mentor", "skills"),
    "a nul": ("X\x00,x@example.org,,,,,mentor", "name"),
    "a nul in the headline": ("X,x@example.org,a\x00b,,,,mentor", "headline"),
    "text turned around": ("X,x@example.org,a\u202eb,,,,mentor", "headline"),
    "another role": ("X,x@example.org,,,,,admin", "role"),
    "too few cells": ("X,x@example.org,,,,", ""),
    "too many cells": ("X,x@example.org,,,,,mentor,more", ""),
    "a quote in the middle": ('X,x@example.org,"a"b,,,,mentor', ""),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_row_leaves_no_trace_and_stops_no_other(cast, write, name):
    row, column = BAD[name]
    before = members()
    report = import_people(write(GOOD[0], row, GOOD[2]), "alumni")
    assert [(entry.outcome, entry.column) for entry in report.rows] == [
        ("imported", ""),
        ("refused", column),
        ("imported", ""),
    ]
    assert report.rows[1].line == 3
    assert report.rows[1].reason.endswith(".")
    assert "{{" not in report.rows[1].reason
    assert not report.ok
    assert members() == sorted([*before, "ulla@example.org", "ines@example.org"])


def test_an_address_counts_once_in_a_file(sqlite_cast, write):
    report = import_people(write(GOOD[0], GOOD[0].replace("ulla@", " ULLA@")), "alumni")
    assert outcomes(report) == [(2, "imported", ""), (3, "refused", "email")]
    assert report.rows[1].reason == "This address stands in line 2 already."


def test_lines_are_counted_as_an_editor_counts_them(sqlite_cast, write):
    header = HEADER + ",biography"
    rows = [f'{GOOD[0]},"One\ntwo\nthree"', "", "X,,,,,,mentor,", f"{GOOD[2]},"]
    report = import_people(write(*rows, header=header), "alumni")
    assert outcomes(report) == [(2, "imported", ""), (6, "refused", "email"), (7, "imported", "")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_mark_at_the_start_and_either_line_end_are_fine(sqlite_cast, write, encoding, end):
    report = import_people(write(*GOOD, encoding=encoding, end=end), "alumni")
    assert report.count("imported") == 3
    assert "Zoltán Pereira" in names()


def names():
    with Session(db.engine()) as session:
        return set(session.exec(select(Member.name)))


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
def test_another_encoding_is_refused_before_anyone_is_imported(sqlite_cast, write, encoding):
    before = members()
    report = import_people(write(*GOOD, encoding=encoding), "alumni")
    assert "UTF-8" in report.fault
    assert not report.ok
    assert members() == before


@pytest.mark.parametrize("column", ["name", "email"])
def test_a_missing_column_is_named(sqlite_cast, write, column):
    report = import_people(write(*GOOD, header=HEADER.replace(column, "other")), "alumni")
    assert report.fault == f"The column “{column}” is missing."
    assert str(report).startswith("Nothing was imported.")


def test_other_faults_of_a_whole_file_are_told(sqlite_cast, write, tmp_path):
    assert "no file" in import_people(tmp_path / "missing.csv", "alumni").fault
    assert "semicolons" in import_people(write(header=HEADER.replace(",", ";")), "alumni").fault
    assert "twice" in import_people(write(header=HEADER + ",role"), "alumni").fault
    assert "missing" in import_people(write(header=""), "alumni").fault
    assert "no programme" in import_people(write(*GOOD), "nowhere").fault


def test_columns_in_another_order_and_unknown_ones(sqlite_cast, write):
    report = import_people(write("mentor,secret,ulla@example.org,Ulla", header="Role,Shoe size,E-Mail,Name"), "alumni")
    assert report.fault == "The column “email” is missing."
    report = import_people(write("mentor,44,ulla@example.org,Ulla", header="Role,Shoe size,Email,Name"), "alumni")
    assert report.count("imported") == 1
    assert report.left_out == ("shoe_size",)


def test_a_file_of_fifty_megabytes_is_refused_without_being_read(sqlite_cast, tmp_path):
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.write(HEADER.encode() + b"\n")
        file.truncate(50_000_000)
    tracemalloc.start()
    report = import_people(path, "alumni")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "20 MB" in report.fault
    assert most < 1_000_000


def test_too_many_rows_are_refused_before_anyone_is_imported(sqlite_cast, write, monkeypatch):
    monkeypatch.setattr(import_rows, "MOST_ROWS", 2)
    before = members()
    assert "more than 2 rows" in import_people(write(*GOOD), "alumni").fault
    assert members() == before


def test_a_large_file_is_read_row_by_row(tmp_path):
    path = tmp_path / "long.csv"
    with path.open("w") as file:
        file.write(HEADER + "\n")
        for number in range(15_000):
            file.write(f"Person {number},p{number}@example.org,{'h' * 150},AT,de;en,sql;python,mentor\n")
    tracemalloc.start()
    check_file(path)
    assert sum(isinstance(row, ImportedPerson) for row in read_people(path)) == 15_000
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < path.stat().st_size


def test_the_report_is_safe_in_a_spreadsheet_and_readable_by_programs(sqlite_cast, write, tmp_path):
    report = import_people(write(GOOD[0], "X,=1+1@example.org,,,,,mentor"), "alumni")
    report.write(tmp_path / "report.csv")
    report.write(tmp_path / "report.json")
    with (tmp_path / "report.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["outcome"] for row in rows] == ["imported", "refused"]
    assert rows[1]["email"] == "'=1+1@example.org"
    told = json.loads((tmp_path / "report.json").read_text())
    assert told["rows"][1]["column"] == "email"
    assert "line 3, email: This begins like a formula of a spreadsheet." in str(report)


def test_members_cannot_import(cast):
    person = ImportedPerson(2, "X", "x@example.org", {}, (), (), (), offers_mentoring=True, seeks_mentor=False)
    with pytest.raises(NotPermitted):
        transact(Actor(cast.dee), import_person, "alumni", person)


def test_a_bad_file_is_refused_by_field(tmp_path):
    with pytest.raises(InvalidInput) as refused:
        check_file(tmp_path)
    assert refused.value.field == "file"


@pytest.mark.skipif("MENTOR_SAMPLE_CSV" not in os.environ, reason="no sample file")
def test_profiles_as_people_really_write_them(sqlite_cast):
    path = Path(os.environ["MENTOR_SAMPLE_CSV"])
    with path.open(encoding="utf-8", newline="") as file:
        written = list(csv.DictReader(file))
    report = import_people(path, "alumni")
    assert len(report.rows) == len(written)
    assert {(row.column, row.reason) for row in report.rows if row.outcome == "refused"} <= {
        ("country", "“EU” is no country code of ISO 3166-1, such as AT.")
    }
    with Session(db.engine()) as session:
        imported = report.count("imported")
        mentors = select(func.count()).select_from(Profile).where(col(Profile.offers_mentoring))
        assert session.exec(mentors).one() == imported + 1
        assert session.exec(select(func.count()).select_from(Enrolment)).one() == imported + 5
        keys = set(session.exec(select(Offer.skill_key)))
        assert {"react", "node", "c#", "c++"} <= keys
        assert all(skill_key(key) == key for key in keys)
    assert {row.outcome for row in import_people(path, "alumni").rows} <= {"unchanged", "refused"}
