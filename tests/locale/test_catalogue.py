"""Every message has its English, with the same places to fill, and no English is left without its message."""

import ast
import functools
import string
from collections import defaultdict
from collections.abc import Sequence

import pytest
from babel.messages.catalog import Message as Entry
from babel.messages.pofile import read_po

from capaian.locale import LANGUAGES
from tests.locale.messages import NAMES, ROOT, Message, all_messages, called, messages_in

CATALOGUES = sorted((ROOT / "capaian" / "locale" / "en").glob("*.po"))


@functools.cache
def entries() -> dict[str, list[tuple[str, Entry]]]:
    """The English entries by their Indonesian text, each with the file it stands in."""
    found: dict[str, list[tuple[str, Entry]]] = defaultdict(list)
    for path in CATALOGUES:
        with path.open("rb") as file:
            for entry in read_po(file, locale="en"):
                if entry.id:
                    found[forms(entry.id)[0]].append((path.name, entry))
    return found


def forms(written: str | Sequence[str] | None) -> tuple[str, ...]:
    """The one form, or the form for one thing and the form for many."""
    return (written,) if isinstance(written, str) else tuple(written or ())


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def english(entry: Entry) -> tuple[str, ...]:
    return forms(entry.string)


def test_there_are_messages_and_catalogues() -> None:
    assert len(all_messages()) > 10
    assert CATALOGUES


def test_every_message_has_its_english() -> None:
    lacking = [f"{m.place}: {m.text}" for m in all_messages() if not _has_english(m)]
    assert not lacking, "no English for:\n" + "\n".join(lacking)


def _has_english(message: Message) -> bool:
    for _, entry in entries().get(message.text, []):
        if (message.many is None or forms(entry.id)[-1] == message.many) and all(english(entry)):
            return True
    return False


def test_english_fills_the_same_places() -> None:
    wrong = []
    for text, found in entries().items():
        for file, entry in found:
            allowed = set().union(*map(fields, forms(entry.id)))
            for written in english(entry):
                same = fields(written) <= allowed if entry.pluralizable else fields(written) == allowed
                if not same:
                    wrong.append(f"{file}: {text} -> {written}")
    assert not wrong, "\n".join(wrong)


def test_no_english_is_left_without_its_message() -> None:
    used = {m.text for m in all_messages()}
    stale = [f"{found[0][0]}: {text}" for text, found in entries().items() if text not in used]
    assert not stale, "no longer in the code:\n" + "\n".join(stale)


def test_a_message_in_two_catalogues_says_the_same() -> None:
    different = {
        text: [file for file, _ in found]
        for text, found in entries().items()
        if len({english(entry) for _, entry in found}) > 1
    }
    assert different == {}


def test_no_catalogue_is_fuzzy() -> None:
    assert [text for text, found in entries().items() for _, entry in found if entry.fuzzy] == []


def test_a_message_is_written_out_and_not_put_together() -> None:
    """`t(f"...")` and `t("..." % x)` would never be found in the catalogue."""
    put_together = []
    for file in [*sorted((ROOT / "pages").glob("*.py")), *sorted((ROOT / "capaian").rglob("*.py"))]:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not node.args or called(node.func) not in NAMES:
                continue
            if isinstance(node.args[0], ast.JoinedStr | ast.BinOp):
                put_together.append(f"{file.relative_to(ROOT)}:{node.lineno}")
    assert put_together == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('t("Halo")', [("Halo", None)]),
        ('visit.t("Halo {name}", name=x)', [("Halo {name}", None)]),
        ('N_("Ha" "lo")', [("Halo", None)]),
        ('t.plural("{n} siswa", "{n} para siswa", n)', [("{n} siswa", "{n} para siswa")]),
        ('texts("id")("Halo")', [("Halo", None)]),
        ('texts("id")', []),
        ('print("Halo")', []),
        ("t(message)", []),
    ],
)
def test_messages_are_found_in_code(source: str, found: list[tuple[str, str | None]]) -> None:
    assert [(m.text, m.many) for m in messages_in(source, "x.py")] == found


def test_the_languages_are_the_ones_with_a_folder() -> None:
    folders = {p.parent.name for p in (ROOT / "capaian" / "locale").glob("*/*.po")}
    assert folders == set(LANGUAGES) - {"id"}
