"""What letters and documents say: sentences, plural forms and the choice of a language."""

import pytest

from mentor_app.i18n import catalogue
from mentor_app.i18n.catalogue import N_, in_language, negotiate, placeholders, plural, translate

FRENCH = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

msgid "Hello {{name}}"
msgstr "Bonjour {{name}}"

#, fuzzy
msgid "Goodbye"
msgstr "À revoir peut-être"

msgid "Untranslated"
msgstr ""

msgid "{{count}} goal of {{name}}"
msgid_plural "{{count}} goals of {{name}}"
msgstr[0] "{{count}} objectif de {{name}}"
msgstr[1] "{{count}} objectifs de {{name}}"
"""


@pytest.fixture(autouse=True)
def french(tmp_path, monkeypatch):
    (tmp_path / "fr.po").write_text(FRENCH, "utf-8")
    (tmp_path / "de.po").write_text(FRENCH.split("\nmsgid", 2)[0], "utf-8")
    monkeypatch.setattr(catalogue, "FOLDER", tmp_path)
    catalogue.catalogue.cache_clear()
    yield
    catalogue.catalogue.cache_clear()


def test_sentence_is_told_in_the_language_of_the_reader():
    assert translate("fr", "Hello {{name}}", name="Ada") == "Bonjour Ada"
    assert translate("en", "Hello {{name}}", name="Ada") == "Hello Ada"


@pytest.mark.parametrize("message", ["Goodbye", "Untranslated", "Never written down"])
def test_unfinished_sentence_is_told_in_english(message):
    assert translate("fr", message) == message


def test_unknown_language_is_answered_in_english():
    assert translate("../../etc/passwd", "Hello {{name}}", name="Ada") == "Hello Ada"
    assert plural("xx", "{{count}} goal", "{{count}} goals", count=2) == "2 goals"


@pytest.mark.parametrize(
    ("locale", "count", "told"),
    [
        ("en", 0, "0 goals of Ben"),
        ("en", 1, "1 goal of Ben"),
        ("en", 2, "2 goals of Ben"),
        ("fr", 0, "0 objectif de Ben"),
        ("fr", 1, "1 objectif de Ben"),
        ("fr", 2, "2 objectifs de Ben"),
        ("fr", 1_000_000, "1\u202f000\u202f000 objectifs de Ben"),
        ("de", 1, "1 goal of Ben"),
        ("de", 0, "0 goals of Ben"),
    ],
)
def test_number_takes_the_form_its_language_asks_for(locale, count, told):
    one, other = "{{count}} goal of {{name}}", "{{count}} goals of {{name}}"
    assert plural(locale, one, other, count=count, name="Ben") == told


def test_what_a_member_writes_is_never_read_as_a_placeholder():
    assert translate("fr", "Hello {{name}}", name="{{secret}}", secret="x") == "Bonjour {{secret}}"


def test_placeholder_without_a_value_is_empty_as_in_the_browser():
    assert translate("fr", "Hello {{name}}") == "Bonjour "


def test_letters_get_both_functions_in_one_language():
    sentence, counted = in_language("fr")
    assert sentence("Hello {{name}}", name="Ben") == "Bonjour Ben"
    one, other = "{{count}} goal of {{name}}", "{{count}} goals of {{name}}"
    assert counted(one, other, count=3, name="Ben") == "3 objectifs de Ben"


def test_marking_a_sentence_leaves_it_as_it_is():
    assert N_("Hello {{name}}") == "Hello {{name}}"
    assert placeholders("{{a}} and {{ b }} but not {c}") == {"a", "b"}


@pytest.mark.parametrize(
    ("header", "answer"),
    [
        (None, "en"),
        ("", "en"),
        ("fr", "fr"),
        ("fr-CH, fr;q=0.9, en;q=0.8", "fr"),
        ("es, de-AT;q=0.7, en;q=0.3", "de"),
        ("en;q=0.2, de;q=0.9", "de"),
        ("de;q=0, fr;q=0.1", "fr"),
        ("es, it", "en"),
        ("*", "en"),
        ("de;q=2, fr;q=x, ;;;,", "en"),
        ("DE-de", "de"),
    ],
)
def test_reader_is_answered_in_the_best_language_we_have(header, answer):
    assert negotiate(header) == answer


def test_negotiation_keeps_to_what_is_available():
    assert negotiate("fr, en;q=0.5", ("de", "en")) == "en"
    assert negotiate("fr", ("de", "en")) == "de"


def test_very_long_header_is_not_read_to_its_end():
    assert negotiate("x," * 100_000 + "fr") == "en"
