"""Finds the sentences to translate where they are written: calls in Python, calls in the letters' templates.

Sentences are the literal arguments of `_`, `N_` and `plural`, those of refusals and notices, the `title` of a
framed page, and the default sentences of errors, which lie below this layer and cannot mark their own.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.extract import extract

PACKAGE = Path(__file__).parents[1]

_KEYWORDS = {"_": None, "N_": None, "plural": (1, 2)}
# Refusals and notices: their plain sentences reach the screen too, marked or not.
_TOLD = {"DomainError", "NotFound", "NotPermitted", "InvalidInput", "Conflict", "TooMany", "say", "refuse"}
_SUFFIXES = {".txt", ".html", ".jinja"}


@dataclass(frozen=True, order=True)
class Found:
    """One sentence where it is written.

    Args:
        place: the file within the package and the line.
        forms: the sentence, or its singular and plural; nothing when it is not a literal.
    """

    place: str
    forms: tuple[str, ...]


def _literals(nodes: list[ast.expr]) -> tuple[str, ...]:
    """The texts of the nodes when all are literals, else nothing."""
    texts = [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return tuple(texts) if len(texts) == len(nodes) else ()


def _of_call(call: ast.Call) -> Iterator[tuple[str, ...]]:
    """The sentences a call marks, each with its forms; `()` where it should have had a literal."""
    name = getattr(call.func, "id", None) or getattr(call.func, "attr", "")
    if name in {"_", "N_"}:
        yield _literals(call.args[:1])
    elif name == "plural":
        yield _literals(call.args[:2])
    elif name.startswith("framed"):
        titles = [*call.args[1:2], *(word.value for word in call.keywords if word.arg == "title")]
        yield from filter(None, (_literals([title]) for title in titles))
    elif name in _TOLD:
        for argument in call.args:
            if isinstance(argument, ast.JoinedStr):
                yield ()
            elif any(" " in form for form in _literals([argument])):
                yield _literals([argument])


def in_python(source: str, name: str) -> Iterator[Found]:
    """The sentences marked in a Python module."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            yield from (Found(f"{name}:{node.lineno}", forms) for forms in _of_call(node))
        if name == "errors.py" and isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name) and target.id == "default":
                    yield Found(f"{name}:{node.lineno}", _literals([node.value]))


def in_template(path: Path, name: str) -> Iterator[Found]:
    """The sentences marked in a Jinja template."""
    with path.open("rb") as file:
        found = extract("jinja2.ext:babel_extract", file, keywords=_KEYWORDS)
        for line, message, _comments, _context in found:
            forms = tuple(message) if isinstance(message, (tuple, list)) else (message,)
            yield Found(f"{name}:{line}", forms)


def sentences(package: Path = PACKAGE) -> list[Found]:
    """Every marked sentence of the package, in a steady order."""
    found: list[Found] = []
    for path in sorted(package.rglob("*")):
        name = path.relative_to(package).as_posix()
        if path.suffix == ".py" and not name.startswith("i18n/"):
            found.extend(in_python(path.read_text("utf-8"), name))
        elif path.suffix in _SUFFIXES and name.startswith("mail/letters/"):
            found.extend(in_template(path, name))
    return sorted(found)
