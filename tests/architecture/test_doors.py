"""One place commits; one place turns an id from outside into a row; every handler says who may call it."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2] / "mentor_app"
FORBIDDEN = {
    "rx.toast": "needs eval",
    "rx.call_script": "needs eval",
    "rx.run_script": "needs eval",
    "rx.upload": "opens a public upload endpoint",
    "rx.markdown": "renders raw HTML",
    "rx.session": "a second way to commit",
    "datetime.now": "only the clock tells the time",
}


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def calls_on_session(name: str) -> set[str]:
    return {
        str(path.relative_to(ROOT))
        for path in ROOT.rglob("*.py")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == name
        and "session" in ast.unparse(node.func.value)
    }


def test_only_the_unit_of_work_commits():
    assert calls_on_session("commit") == {"db.py"}


def test_every_handler_has_a_policy_directly_below_its_event():
    bare = []
    for path in (ROOT / "state").rglob("*.py"):
        for node in ast.walk(tree_of(path)):
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            marks = [ast.unparse(decorator) for decorator in node.decorator_list]
            if any(mark.startswith("rx.event") for mark in marks) and not any(m.startswith("policy(") for m in marks):
                bare.append(f"{path.name}:{node.name}")
    assert not bare


def test_states_have_no_public_methods_but_handlers():
    stray = []
    for path in (ROOT / "state").rglob("*.py"):
        for cls in (node for node in ast.walk(tree_of(path)) if isinstance(node, ast.ClassDef)):
            if not any("rx.State" in ast.unparse(base) or "State" in ast.unparse(base) for base in cls.bases):
                continue
            for node in cls.body:
                if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or node.name.startswith("_"):
                    continue
                if not any("rx." in ast.unparse(mark) for mark in node.decorator_list):
                    stray.append(f"{path.name}:{cls.name}.{node.name}")
    assert not stray


def test_nothing_that_needs_eval_or_opens_a_second_door():
    used = [
        f"{path.relative_to(ROOT)}: {name} ({why})"
        for path in ROOT.rglob("*.py")
        if path.name != "clock.py"
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Attribute)
        for name, why in FORBIDDEN.items()
        if ast.unparse(node) == name
    ]
    assert not used


def test_only_config_reads_the_environment():
    allowed = {"config.py", "cli.py", "frontend.py"}
    readers = {
        path.name
        for path in ROOT.rglob("*.py")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Attribute) and ast.unparse(node) in ("os.environ", "os.getenv")
    }
    assert readers <= allowed
