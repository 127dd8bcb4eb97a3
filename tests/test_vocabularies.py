"""The words members choose from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentor_app import vocabularies
from mentor_app.vocabularies import SKILLS, label, named_skill, skill_key


@pytest.mark.parametrize(
    "spellings",
    [
        ("React", "reactjs", "ReactJS", "react.js", "React JS", "react-js", "React 18.2"),
        ("Node", "nodejs", "Node.js", "NODE JS 20"),
        ("C++", "cpp", "C++17", "c ++"),
        ("C#", "c-sharp", "csharp", "C# 10"),
        (".NET", "dotnet", ".NET 8", ".netcore"),
        ("Python", "python 3.12", "Python3", "PYTHON"),
        ("Public speaking", "public  speaking", "Public-Speaking"),
        ("User experience", "UX", "ux/ui"),
        ("Résumé", "resume", "CV writing"),
    ],
)
def test_spellings_of_one_skill_share_a_key(spellings):
    assert len({skill_key(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    "different",
    [
        ("C", "C++", "C#", "Objective-C"),
        ("Java", "JavaScript"),
        ("React", "React Native"),
        ("ISO 9001", "ISO 27001"),
        ("Web development", "Web3"),
        ("Go", "Google Cloud"),
        ("R", "R&D"),
        ("किताब", "कताब"),
    ],
)
def test_different_skills_stay_different(different):
    assert len({skill_key(name) for name in different}) == len(different)


@given(st.text(max_size=120))
def test_the_key_of_a_key_is_itself(name):
    key = skill_key(name)
    assert skill_key(key) == key
    assert len(key) <= 80


@given(st.text(max_size=40))
def test_case_and_spaces_never_matter(name):
    assert skill_key(f"  {name.upper()} ") == skill_key(name.upper().lower())


def test_every_curated_skill_is_reached_by_its_own_name_and_no_two_share_a_key():
    assert [skill_key(skill.name) for skill in SKILLS] == [skill.key for skill in SKILLS]
    assert len({skill.key for skill in SKILLS}) == len(SKILLS) > 300


def test_a_free_addition_is_kept_as_it_was_typed():
    assert named_skill("  Beekeeping  on roofs ") == ("beekeepingonroofs", "Beekeeping on roofs", True)
    assert named_skill("reactjs") == ("react", "React", False)


def test_a_name_without_letters_or_digits_has_no_key():
    assert skill_key("+-!? #") == ""


def test_values_are_unique_and_fit_their_columns():
    for kind, choices in vocabularies.TAG_CHOICES.items():
        values = [choice.value for choice in choices]
        assert len(set(values)) == len(values)
        assert all(len(value) <= 80 and label(kind, value) != value for value in values)
    assert all(len(stage.value) <= 32 for stage in vocabularies.CAREER_STAGES)


def test_industries_are_the_sections_of_isic():
    assert [industry.value for industry in vocabularies.INDUSTRIES] == list("ABCDEFGHIJKLMNOPQRSTU")


def test_places_are_named_in_the_readers_language():
    assert vocabularies.country_name("AT", "de") == "Österreich"
    assert vocabularies.language_name("sv", "fr") == "Suédois"
    assert len(vocabularies.languages("de")) > 150
    assert next(iter(vocabularies.countries("fr"))).label == "Afghanistan"
    assert vocabularies.is_country("SE")
    assert not vocabularies.is_country("EU")
    assert vocabularies.is_language("en")
    assert not vocabularies.is_language("EN")
