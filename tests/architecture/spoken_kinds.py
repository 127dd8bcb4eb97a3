"""Which kinds of notices the code can write, found out from its source alone.

The kind of a notice is a literal, or comes to `notify` through names: through parameters of the functions around it,
through their callers, through `a if b else c`, f-strings and tables, or is refused unless it is `in` some of them. All
that is followed here; what cannot be followed is an error, never an empty answer.
"""

import ast
from collections.abc import Iterator
from functools import cached_property
from itertools import product
from pathlib import Path

Function = ast.FunctionDef | ast.AsyncFunctionDef


class Sources:
    """The modules of a package, to be asked what a string in them can be."""

    def __init__(self, texts: dict[str, str]) -> None:
        """Parse them.

        Args:
            texts: the source of each module by its dotted name.
        """
        self.modules = {name: ast.parse(text) for name, text in texts.items()}

    @classmethod
    def below(cls, folder: Path) -> "Sources":
        """All Python of a package."""
        files = {path.relative_to(folder.parent).with_suffix(""): path for path in folder.rglob("*.py")}
        return cls({".".join(name.parts): path.read_text() for name, path in files.items()})

    def kinds(self, home: str, function: str = "notify", argument: str = "kind") -> set[str]:
        """Every value that this argument has in any call of this function.

        Args:
            home: the module in which it is defined.
            function: its name.
            argument: which of its arguments.

        Raises:
            LookupError: when nobody calls it, or there is no telling what a call passes.
        """
        return set().union(*(self._values(*each) for each in self._passed(home, function, argument)))

    def _passed(self, home: str, name: str, argument: str) -> list[tuple[str, Function | None, ast.expr]]:
        """Each call of a function: its module, the function it stands in, and what it passes."""
        [definition] = [
            each for each in ast.walk(self.modules[home]) if isinstance(each, Function) and each.name == name
        ]
        known = {home} | {module for module, tree in self.modules.items() if _imports(tree, home, name)}
        passed = [
            (module, around, _argument(definition, call, argument))
            for module, around, call in self._calls
            if module in known and isinstance(call.func, ast.Name) and call.func.id == name
        ]
        if not passed:
            raise LookupError(f"nobody calls {home}.{name}")
        return passed

    def _values(self, module: str, around: Function | None, said: ast.expr) -> set[str]:
        match said:
            case ast.Constant(value=str(text)):
                return {text}
            case ast.IfExp(body=one, orelse=other):
                return self._values(module, around, one) | self._values(module, around, other)
            case ast.JoinedStr(values=parts):
                return {"".join(each) for each in product(*(self._values(module, around, part) for part in parts))}
            case ast.FormattedValue(value=inner):
                return self._values(module, around, inner)
            case ast.Name(id=name):
                return self._named(module, around, name)
            case ast.Subscript(value=inner):
                return self._values(module, around, inner)
            case ast.Dict(values=any_of) | ast.Tuple(elts=any_of) | ast.List(elts=any_of):
                return set().union(*(self._values(module, around, each) for each in any_of))
        raise LookupError(f"{module}:{said.lineno}: what can {ast.unparse(said)} be?")

    def _named(self, module: str, around: Function | None, name: str) -> set[str]:
        inside = _assigned(around, name) if around is not None else []
        found = inside or ([] if _takes(around, name) else _assigned(self.modules[module], name))
        if found:
            return set().union(*(self._values(module, around, each) for each in found))
        if around is not None and (allowed := _refused_outside(around, name)) is not None:
            return self._values(module, around, allowed)
        if around is not None and _takes(around, name):
            return self.kinds(module, around.name, name)
        raise LookupError(f"{module}: what can {name} be?")

    @cached_property
    def _calls(self) -> list[tuple[str, Function | None, ast.Call]]:
        return [(module, *each) for module, tree in self.modules.items() for each in _calls_in(tree, None)]


def _imports(tree: ast.Module, home: str, name: str) -> bool:
    imports = (each for each in ast.walk(tree) if isinstance(each, ast.ImportFrom) and each.module == home)
    return any(alias.name == name for each in imports for alias in each.names)


def _calls_in(node: ast.AST, around: Function | None) -> Iterator[tuple[Function | None, ast.Call]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call):
            yield around, child
        yield from _calls_in(child, child if isinstance(child, Function) else around)


def _argument(definition: Function, call: ast.Call, name: str) -> ast.expr:
    for keyword in call.keywords:
        if keyword.arg == name:
            return keyword.value
    names = [each.arg for each in definition.args.args]
    place = names.index(name)
    if place < len(call.args):
        return call.args[place]
    return definition.args.defaults[place - len(names)]


def _takes(around: Function | None, name: str) -> bool:
    return around is not None and name in [each.arg for each in (*around.args.args, *around.args.kwonlyargs)]


def _refused_outside(around: Function, name: str) -> ast.expr | None:
    """The values beyond which a function raises: of `if name not in VALUES: raise ...`."""
    for each in ast.walk(around):
        match each:
            case ast.If(test=ast.Compare(left=ast.Name(id=tested), ops=[ast.NotIn()], comparators=[allowed])):
                if tested == name and isinstance(each.body[0], ast.Raise):
                    return allowed
    return None


def _assigned(inside: ast.AST, name: str) -> list[ast.expr]:
    body = ast.walk(inside) if isinstance(inside, Function) else ast.iter_child_nodes(inside)
    found: list[ast.expr] = []
    for each in body:
        targets = each.targets if isinstance(each, ast.Assign) else [getattr(each, "target", None)]
        value = getattr(each, "value", None)
        if value is not None and any(getattr(target, "id", "") == name for target in targets):
            found.append(value)
    return found
