"""Every message in the code, found by reading it: the texts given to t, N_ and plural."""

import ast
import functools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAMES = {"t", "N_", "plural", "texts"}


@dataclass(frozen=True)
class Message:
    """One message and where it stands. many: the form for many things, or None."""

    text: str
    many: str | None
    place: str


def messages_in(source: str, file: str) -> Iterator[Message]:
    """The messages of one module: in `t("")`, `visit.t("")`, `texts(x)("")`, `N_("")` and `t.plural("", "", n)`."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = called(node.func)
        first = node.args[0]
        if name not in NAMES or not isinstance(first, ast.Constant) or not isinstance(first.value, str):
            continue
        place = f"{file}:{node.lineno}"
        if name == "plural":
            many = node.args[1] if len(node.args) > 1 else None
            if isinstance(many, ast.Constant) and isinstance(many.value, str):
                yield Message(first.value, many.value, place)
        elif name != "texts" or isinstance(node.func, ast.Call):
            yield Message(first.value, None, place)


def called(function: ast.expr) -> str:
    if isinstance(function, ast.Name):
        return function.id
    if isinstance(function, ast.Attribute):
        return function.attr
    if isinstance(function, ast.Call):
        return called(function.func)
    return ""


@functools.cache
def all_messages() -> list[Message]:
    """The messages of app.py, pages/ and capaian/."""
    files = [ROOT / "app.py", *sorted((ROOT / "pages").glob("*.py")), *sorted((ROOT / "capaian").rglob("*.py"))]
    return [
        message for file in files for message in messages_in(file.read_text("utf-8"), file.relative_to(ROOT).as_posix())
    ]
