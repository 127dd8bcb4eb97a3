"""One place for colours, one way to dress: stylesheets by noun and class names, nothing inline."""

import ast
import re
from pathlib import Path

import pytest

from mentor_app.components.theme import STYLESHEETS

PROJECT = Path(__file__).parents[2]
STYLES = PROJECT / "assets" / "styles"
SCREENS = sorted(path for layer in ("components", "pages") for path in (PROJECT / "mentor_app" / layer).rglob("*.py"))
COLOUR = re.compile(
    r"#[0-9a-f]{3,8}\b(?![^{]*\{)|\b(?:rgba?|hsla?|oklch|oklab|lab|lch)\((?!var\(--tone)", re.IGNORECASE
)
DRESSED_OTHERWISE = {"style", "color", "background", "background_color", "padding", "margin", "width", "height"}
FORBIDDEN = {"toast", "call_script", "run_script", "upload", "markdown", "html", "button", "text", "box", "hstack"}


def colours_in(sheet: str) -> list[str]:
    plain = re.sub(r"/\*.*?\*/|color-mix\(in \w+,", "", sheet, flags=re.DOTALL)
    return COLOUR.findall(plain.replace("#000", ""))


def calls_in(path: Path) -> list[ast.Call]:
    return [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]


def is_element(call: ast.Call) -> bool:
    return ast.unparse(call.func).startswith("rx.el.")


def test_the_colour_finder_finds_colours():
    assert colours_in("a { color: #fff0aa; background: rgb(1 2 3); border-color: hsl(1 2% 3%) }")
    assert not colours_in("a { color: var(--text) } /* #fff */")


@pytest.mark.parametrize("sheet", [path for path in sorted(STYLES.glob("*.css")) if path.stem != "tokens"], ids=str)
def test_only_the_tokens_name_a_colour(sheet):
    assert colours_in(sheet.read_text("utf-8")) == []


def test_every_stylesheet_is_worn():
    assert sorted(STYLESHEETS) == sorted(f"/styles/{path.name}" for path in STYLES.glob("*.css"))


@pytest.mark.parametrize("screen", SCREENS, ids=lambda path: str(path.relative_to(PROJECT)))
def test_screens_dress_by_class_name_alone(screen):
    inline = [
        f"{ast.unparse(call.func)}({word.arg}=) in line {call.lineno}"
        for call in calls_in(screen)
        if is_element(call)
        for word in call.keywords
        if word.arg in DRESSED_OTHERWISE
    ]
    assert inline == []


@pytest.mark.parametrize("screen", SCREENS, ids=lambda path: str(path.relative_to(PROJECT)))
def test_screens_use_nothing_that_needs_eval_or_another_look(screen):
    used = [ast.unparse(call.func) for call in calls_in(screen)]
    assert [name for name in used if name.startswith("rx.") and name.removeprefix("rx.") in FORBIDDEN] == []
