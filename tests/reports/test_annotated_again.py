"""A copy that comes back: what an earlier copy brought along is replaced, never piled up."""

import io
import re

import openpyxl
import pytest
from openpyxl.styles import PatternFill

from capaian.locale import texts
from capaian.reports import annotated_workbook
from tests.reports.tables import opened
from tests.reports.teachers import (
    bare_cells,
    marked_cells,
    notes,
    packed,
    parts_of,
    problem,
    problems_of,
    rich_workbook,
    with_parts,
)
from tests.sheets import book

ID, EN = texts("id"), texts("en")
ORIGINAL = rich_workbook()
COPY = annotated_workbook(ORIGINAL, problems_of(ORIGINAL), ID)
pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")


def test_a_copy_of_a_copy_is_the_same_copy() -> None:
    assert parts_of(annotated_workbook(COPY, problems_of(COPY), ID)) == parts_of(COPY)


def test_a_mended_cell_loses_our_note_and_gets_its_own_border_back() -> None:
    found = problems_of(ORIGINAL)
    again = annotated_workbook(COPY, [one for one in found if one.cell not in ("E4", "D6", "B7", "D7")], ID)
    assert marked_cells(again) == {"XI TKR 1": {"E7"}}
    assert notes(again, "XI TKR 1").keys() == {"C2", "E4", "E7"}
    assert notes(again, "XI TKR 1")["E4"] == "Tanya wali kelas"
    assert notes(again, "Pak Adi's") == {}
    before, after = opened(ORIGINAL)["XI TKR 1"], opened(again)["XI TKR 1"]
    for place in ("E4", "D6", "B7"):
        assert repr(after[place].border) == repr(before[place].border)
    assert parts_of(again)["xl/drawings/vmlDrawing1.vml"].count(b'ObjectType="Note"') == 3


def test_without_problems_only_an_older_copy_changes() -> None:
    assert annotated_workbook(ORIGINAL, [], ID) == ORIGINAL
    clean = annotated_workbook(COPY, [], EN)
    assert marked_cells(clean) == {}
    assert opened(clean)["Masalah"]["A2"].value == "No problems"
    assert bare_cells(parts_of(clean)["xl/worksheets/sheet1.xml"]) == bare_cells(
        parts_of(ORIGINAL)["xl/worksheets/sheet1.xml"]
    )


def test_a_copy_saved_by_another_program_is_still_known() -> None:
    """Styles are numbered anew, rows moved, sheets moved and renamed."""
    whole = openpyxl.load_workbook(io.BytesIO(COPY))
    whole["XI TKR 1"]["A1"].fill = PatternFill("solid", "FF00FF00")
    whole["XI TKR 1"].insert_rows(1)
    whole.move_sheet("Masalah", -4)
    whole["Masalah"].title = "Daftar"
    saved = io.BytesIO()
    whole.save(saved)
    mended = annotated_workbook(saved.getvalue(), [problem("E5", "XI TKR 1")], ID)
    assert opened(mended).sheetnames == ["Daftar", "XI TKR 1", "Pak Adi's", "Lama", "Grafik"]
    assert marked_cells(mended)["XI TKR 1"] == {"E5"}
    assert opened(mended)["XI TKR 1"]["D7"].border.left.color.rgb == "FF0000FF"


def test_a_copy_whose_texts_were_moved_to_the_shared_strings_is_still_known() -> None:
    parts = parts_of(COPY)
    strings = parts["xl/sharedStrings.xml"]
    moved: list[bytes] = []

    def shared(inline: re.Match[bytes]) -> bytes:
        moved.append(b"<si>" + inline[1] + b"</si>")
        return b't="s"><v>%d</v></c>' % (strings.count(b"<si>") + len(moved) - 1)

    sheet = "xl/worksheets/sheet4.xml"
    parts[sheet] = re.sub(rb't="inlineStr"><is>(.*?)</is></c>', shared, parts[sheet])
    parts["xl/sharedStrings.xml"] = strings.replace(b"</sst>", b"".join(moved) + b"</sst>")
    again = annotated_workbook(packed(parts), problems_of(packed(parts)), ID)
    assert opened(again).sheetnames == opened(COPY).sheetnames
    assert problems_of(packed(parts)) == problems_of(ORIGINAL)
    assert parts_of(again)[sheet] == parts_of(COPY)[sheet]


def test_notes_of_a_copy_whose_list_was_deleted_are_replaced_too() -> None:
    whole = openpyxl.load_workbook(io.BytesIO(COPY))
    del whole["Masalah"]
    saved = io.BytesIO()
    whole.save(saved)
    again = annotated_workbook(saved.getvalue(), [problem("E7", "XI TKR 1", sentence="Satu.")], ID)
    assert notes(again, "Pak Adi's") == {}
    assert notes(again, "XI TKR 1") == {"C2": "pindahan", "E4": "Tanya wali kelas", "E7": "Capaian: Satu."}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<text><t>Tanya</t></text>", "Tanya\nCapaian: Satu."),
        ("<text/>", "Capaian: Satu."),
        ("<text><r><t>Capaian: lama</t></r></text>", "Capaian: Satu."),
        ("<text><r><t>Tanya&#10;</t></r><r><t>Capaian: lama&#10;Capaian: lama</t></r></text>", "Tanya\nCapaian: Satu."),
        ("<text><t>Tanya&#10;Capaian: lama&#10;Bu Ida</t></text>", "Tanya\nBu Ida\nCapaian: Satu."),
        ("<text><r><t>Tanya </t></r><r><t>Capaian: itu apa?</t></r></text>", "Tanya Capaian: itu apa?\nCapaian: Satu."),
        ("<text><t>a_x0041_b</t></text>", "a_x0041_b\nCapaian: Satu."),
    ],
)
def test_what_others_wrote_in_a_note_stays(old: str, new: str) -> None:
    first = annotated_workbook(book({"Nilai": [("Nama", 1), ("Budi", 5)]}), [problem(sentence="Nol.")], ID)
    comments = re.sub("<text>.*</text>", old, parts_of(first)["xl/comments1.xml"].decode(), flags=re.DOTALL)
    copy = annotated_workbook(with_parts(first, {"xl/comments1.xml": comments}), [problem(sentence="Satu.")], ID)
    assert notes(copy, "Nilai") == {"B2": new}
