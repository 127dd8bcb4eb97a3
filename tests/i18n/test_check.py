"""Finding sentences, updating the catalogues, and refusing what some readers could not read."""

from pathlib import Path

import pytest

from mentor_app.i18n import catalogue
from mentor_app.i18n.build import sentences as chunk
from mentor_app.i18n.build import write_catalogues
from mentor_app.i18n.check import faults
from mentor_app.i18n.sources import PACKAGE, Found, in_python, sentences
from mentor_app.i18n.update import update

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'

HELLO = Found("pages/home.py:1", ("Hello {{name}}",))
GOALS = Found("pages/home.py:2", ("{{count}} goal", "{{count}} goals"))

WHOLE = """msgid "Hello {{name}}"
msgstr "Salut {{name}}"

msgid "{{count}} goal"
msgid_plural "{{count}} goals"
msgstr[0] "Un seul"
msgstr[1] "{{count}} ensemble"
"""


@pytest.fixture
def folder(tmp_path) -> Path:
    for locale in ("fr", "de"):
        (tmp_path / f"{locale}.po").write_text(HEADER + WHOLE, "utf-8")
    return tmp_path


def test_whole_catalogue_has_no_fault(folder):
    assert faults(folder, [HELLO, GOALS]) == []


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ('msgstr "Salut {{name}}"', 'msgstr ""', "fr.po: not translated: 'Hello {{name}}' (pages/home.py:1)"),
        ('msgstr[1] "{{count}} ensemble"', 'msgstr[1] ""', "fr.po: not translated: '{{count}} goal'"),
        ("Salut {{name}}", "Salut {{nom}}", "fr.po: placeholders differ: 'Hello {{name}}'"),
        ("Salut {{name}}", "Salut", "fr.po: placeholders differ: 'Hello {{name}}'"),
        ("{{count}} ensemble", "beaucoup", "fr.po: placeholders differ: '{{count}} goal'"),
        ('msgid "Hello', '#, fuzzy\nmsgid "Hello', "fr.po: unfinished translation: 'Hello {{name}}'"),
        ('msgid "Hello {{name}}"', 'msgid "Hi {{name}}"', "fr.po: not translated: 'Hello {{name}}'"),
        ('msgid "Hello {{name}}"', 'msgid "Hi {{name}}"', "fr.po: no longer used: 'Hi {{name}}'"),
        (
            'msgid "Hello {{name}}"',
            '#~ msgid "Gone"\n#~ msgstr "Parti"\n\nmsgid "Hello {{name}}"',
            "fr.po: no longer used: 'Gone'",
        ),
        (
            'msgid_plural "{{count}} goals"',
            'msgid_plural "{{count}} aims"',
            "fr.po: not translated: '{{count}} goal'",
        ),
    ],
)
def test_planted_fault_is_named(folder, right, wrong, told):
    assert right in WHOLE
    (folder / "fr.po").write_text(HEADER + WHOLE.replace(right, wrong), "utf-8")
    said = faults(folder, [HELLO, GOALS])
    assert any(line.startswith(told) for line in said), said
    assert not any(line.startswith("de.po") for line in said)


def test_sentence_that_is_not_a_literal_is_named(folder):
    found = [HELLO, GOALS, *in_python('title = _(f"Hello {name}")\n', "pages/x.py")]
    assert faults(folder, found) == ["pages/x.py:1: not a literal sentence"]


def test_plain_sentences_of_refusals_and_notices_are_found():
    source = """
raise InvalidInput("end", "It ends before it starts.")
NoticeState.refuse("fault", "", "Not on our side.", {})
raise NotFound
say(View.sentence)
raise TooMany(f"{count} is too many")
"""
    found = list(in_python(source, "services/x.py"))
    assert [each.forms for each in found] == [("It ends before it starts.",), ("Not on our side.",), ()]


def test_sentences_are_found_in_python_and_in_letters(tmp_path):
    (tmp_path / "mail" / "letters").mkdir(parents=True)
    (tmp_path / "mail" / "letters" / "welcome.txt").write_text(
        "{{ _('Dear {{name}},', name=name) }}\n{{ plural('{{count}} day', '{{count}} days', count=days) }}\n"
    )
    (tmp_path / "errors.py").write_text('class NotFound(Exception):\n    default = "Not here."\n')
    (tmp_path / "page.py").write_text(
        "@framed(route='/x', title='Home')\n@framed_openly('/y', 'Open')\ndef x():\n"
        "    return _('Split ' 'sentence'), plural('{{count}} a', '{{count}} b', count=1), N_('Marked')\n"
    )
    assert {found.forms for found in sentences(tmp_path)} == {
        ("Dear {{name}},",),
        ("{{count}} day", "{{count}} days"),
        ("Not here.",),
        ("Home",),
        ("Open",),
        ("Split sentence",),
        ("{{count}} a", "{{count}} b"),
        ("Marked",),
    }


def test_update_adds_sets_aside_and_takes_back(folder):
    new = Found("pages/home.py:3", ("New sentence",))
    update(folder, [HELLO, new])
    text = (folder / "fr.po").read_text("utf-8")
    assert 'msgid "New sentence"\nmsgstr ""' in text
    assert '#~ msgid "{{count}} goal"' in text
    update(folder, [HELLO, GOALS])
    assert 'msgstr[1] "{{count}} ensemble"' in (folder / "fr.po").read_text("utf-8")
    assert "#~" not in (folder / "fr.po").read_text("utf-8")


def test_pruning_forgets_what_is_no_longer_used(folder):
    update(folder, [HELLO], prune=True)
    assert "goal" not in (folder / "de.po").read_text("utf-8")


def test_update_writes_the_same_file_whatever_the_order_or_the_day(folder):
    update(folder, [HELLO, GOALS])
    first = (folder / "fr.po").read_bytes()
    update(folder, [GOALS, HELLO])
    assert (folder / "fr.po").read_bytes() == first
    assert b"Date" not in first
    assert b"#:" not in first


def test_browser_gets_every_plural_form_its_language_has(folder, monkeypatch):
    monkeypatch.setattr(catalogue, "FOLDER", folder)
    catalogue.catalogue.cache_clear()
    try:
        assert chunk("fr") == {
            "Hello {{name}}": "Salut {{name}}",
            "{{count}} goal_one": "Un seul",
            "{{count}} goal_other": "{{count}} ensemble",
            "{{count}} goal_many": "{{count}} ensemble",
        }
        write_catalogues(folder / "chunks")
        written = {path.name: path.stat().st_mtime_ns for path in (folder / "chunks").iterdir()}
        assert set(written) == {"catalogues.js", "fr.js", "de.js"}
        write_catalogues(folder / "chunks")
        assert {path.name: path.stat().st_mtime_ns for path in (folder / "chunks").iterdir()} == written
    finally:
        catalogue.catalogue.cache_clear()


def test_every_sentence_of_the_interface_is_found_where_it_lives():
    found = sentences()
    assert ("This page does not exist, or you cannot see it.",) in {sentence.forms for sentence in found}
    assert all((PACKAGE / sentence.place.rsplit(":", 1)[0]).is_file() for sentence in found)
