"""Each kind of notice that any code writes has a sentence of its own behind the bell, in every language."""

import ast
import inspect
from pathlib import Path

import pytest

import mentor_app
from mentor_app.components import notifications
from mentor_app.i18n.catalogue import LOCALES, translate
from tests.architecture.spoken_kinds import Sources

PACKAGE = Path(mentor_app.__file__).parent
WRITES = "mentor_app.services.notifications"


def written_sentences():
    """The sentence of each kind, as `components/notifications.py` pairs them."""
    pairs = [
        (each.elts[0].value, each.elts[1].args[0].value)
        for each in ast.walk(ast.parse(inspect.getsource(notifications)))
        if isinstance(each, ast.Tuple)
        and isinstance(each.elts[-1], ast.Call)
        and isinstance(each.elts[0], ast.Constant)
    ]
    assert len(pairs) == len(dict(pairs)), "a kind stands there twice"
    return dict(pairs)


def test_every_kind_that_is_written_has_its_sentence_in_every_language():
    kinds, sentences = Sources.below(PACKAGE).kinds(WRITES), written_sentences()
    assert {"message.received", "referral.refused", "agreement.countered", "meeting.over"} <= kinds
    assert kinds - sentences.keys() == set(), "these are told as 'There is news for you'"
    assert sentences.keys() - kinds == set(), "nobody writes these"
    for locale in LOCALES:
        for kind, sentence in sentences.items():
            assert locale == "en" or translate(locale, sentence) != sentence, (locale, kind)


@pytest.mark.parametrize(
    ("code", "kinds"),
    [
        ("notify(1, 'new.kind')", {"new.kind"}),
        ("def tell(kind): notify(1, kind=kind)\ntell('a.b')\ntell(kind='c.d')", {"a.b", "c.d"}),
        ("def tell(what='on'):\n  notify(1, f'a.{what}')\ntell()\ntell('off')", {"a.on", "a.off"}),
        ("ALL = ('a', 'b')\ndef f(x):\n  if x not in ALL: raise x\n  notify(1, f'c.{x}')", {"c.a", "c.b"}),
        ("ALL = {1: 'a', 2: 'b'}\nnotify(1, ALL[3])", {"a", "b"}),
        ("WHAT = 'a.b'\ndef f(x):\n  kind = 'c.d' if x else WHAT\n  notify(1, kind)", {"a.b", "c.d"}),
    ],
)
def test_a_new_kind_is_found_however_it_gets_there(code, kinds):
    sources = {"bell": "def notify(uow, kind): ...", "other": f"from bell import notify\n{code}"}
    assert Sources(sources).kinds("bell") == kinds


def test_what_cannot_be_followed_is_an_error():
    with pytest.raises(LookupError):
        Sources({"bell": "def notify(uow, kind): ...\nnotify(1, made_up())"}).kinds("bell")
