"""Size budgets. A red test here means: split the noun, not raise the number."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "mentor_app"
LINES = {"pages": 120, "components": 200, "state": 150, "services": 250, "routes": 250, "jobs": 250, "security": 250}
FUNCTION, HANDLERS, VARS = 40, 10, 10


def modules(package: str = "") -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


def is_handler(node: ast.AST) -> bool:
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and any(
        "rx.event" in ast.unparse(decorator) for decorator in node.decorator_list
    )


@pytest.mark.parametrize("package", LINES)
def test_modules_stay_small(package):
    fat = {
        str(path.relative_to(ROOT)): n
        for path in modules(package)
        if (n := len(path.read_text().splitlines())) > LINES[package]
    }
    assert not fat


def test_functions_fit_on_a_screen():
    fat = [
        f"{path.relative_to(ROOT)}:{node.name} {node.end_lineno - node.lineno}"
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno - node.lineno >= FUNCTION
    ]
    assert not fat


def test_states_stay_small():
    fat = []
    for path in modules("state"):
        for cls in (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.ClassDef)):
            is_state = any("rx.State" in ast.unparse(base) for base in cls.bases)
            public = [n for n in cls.body if isinstance(n, ast.AnnAssign) and not n.target.id.startswith("_")]
            handlers = [n for n in cls.body if is_handler(n)]
            if is_state and (len(public) > VARS or len(handlers) > HANDLERS):
                fat.append(f"{path.name}:{cls.name} {len(public)} vars {len(handlers)} handlers")
    assert not fat


def test_mixins_have_no_vars():
    loaded = [
        f"{path.name}:{cls.name}"
        for path in modules("state")
        for cls in ast.walk(ast.parse(path.read_text()))
        if isinstance(cls, ast.ClassDef)
        and any(keyword.arg == "mixin" for keyword in cls.keywords)
        and any(isinstance(node, ast.AnnAssign) for node in cls.body)
    ]
    assert not loaded


def test_names_are_the_vocabularys():
    banned = ("utils", "helpers", "manager", "misc", "common")
    assert not [path for path in modules() if path.stem in banned]
