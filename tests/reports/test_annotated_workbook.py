"""The annotated copy: everything of the teacher's is still there, and every problem stands at its cell."""

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from capaian.locale import texts
from capaian.problems import UnreadableFile
from capaian.reading import read_workbooks
from capaian.reports import annotated_workbook
from tests.reports.tables import opened
from tests.reports.teachers import (
    FILE,
    MAIN,
    bare_cells,
    handmade,
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
TOUCHED = {
    "[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/comments1.xml",
    "xl/drawings/vmlDrawing1.vml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml",
    "xl/worksheets/_rels/sheet2.xml.rels",
}  # fmt: skip
pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")


def test_every_part_that_needs_no_change_is_the_same_byte_for_byte() -> None:
    before, after = parts_of(ORIGINAL), parts_of(COPY)
    assert {name for name in before if before[name] != after.get(name)} <= TOUCHED
    assert set(after) - set(before) == {
        "xl/comments2.xml", "xl/drawings/vmlDrawing3.vml", "xl/worksheets/sheet4.xml",
    }  # fmt: skip


def test_touched_sheets_only_get_styles_and_notes() -> None:
    before, after = parts_of(ORIGINAL), parts_of(COPY)
    for name in ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"):
        assert bare_cells(before[name]) == bare_cells(after[name])
        drawn = re.sub(rb"<legacyDrawing xmlns:r[^>]*>", b"", after[name])
        assert re.sub(rb' s="\d+"', b"", drawn) == re.sub(rb' s="\d+"', b"", before[name])


def test_old_parts_keep_their_order() -> None:
    with zipfile.ZipFile(io.BytesIO(ORIGINAL)) as old, zipfile.ZipFile(io.BytesIO(COPY)) as new:
        kept = [name for name in new.namelist() if name in old.namelist()]
        assert kept == old.namelist()


def test_macros_and_links_to_other_files_are_kept(tmp_path: Path) -> None:
    macros = tmp_path / "vbaProject.bin"
    macros.write_bytes(b"bukan makro sungguhan" * 9)
    original = rich_workbook(macros)
    after = parts_of(annotated_workbook(original, problems_of(original), ID))
    assert after["xl/vbaProject.bin"] == macros.read_bytes()
    assert b"macroEnabled" in after["[Content_Types].xml"]
    assert b"rapor%20lama" in after["xl/externalLinks/_rels/externalLink1.xml.rels"]


def test_each_problem_cell_has_a_border_and_no_other_cell() -> None:
    assert marked_cells(COPY) == {"XI TKR 1": {"E4", "D6", "E7", "B7"}, "Pak Adi's": {"D7"}}


def test_fill_number_format_and_the_rest_of_a_style_stay() -> None:
    before, after = opened(ORIGINAL), opened(COPY)
    for place in ("E4", "D6", "B7"):
        old, new = before["XI TKR 1"][place], after["XI TKR 1"][place]
        for what in ("fill", "font", "number_format", "alignment", "protection"):
            assert repr(getattr(old, what)) == repr(getattr(new, what))


def test_a_note_says_what_is_wrong_and_older_notes_are_kept() -> None:
    assert notes(COPY, "XI TKR 1") == {
        "C2": "pindahan",
        "E4": "Tanya wali kelas\nCapaian: Lembar XI TKR 1, sel E4: tertulis 860. Nilai harus 0–100.",
        "D6": 'Capaian: Lembar XI TKR 1, sel D6: tertulis “cukup <baik> & "rapi"”.'
        " Ini bukan nilai; tulis angka, atau kosongkan.",
        "E7": "Capaian: Lembar XI TKR 1, sel E7: tertulis “=HYPERLINK(0)”."
        " Ini bukan nilai; tulis angka, atau kosongkan.",
        "B7": "Capaian: Lembar XI TKR 1, sel B7: NISN 0078120041 sudah dipakai di baris 2. Perbaiki salah satunya.",
    }
    assert opened(COPY)["XI TKR 1"]["E4"].comment.author == "Bu Rina"


def test_every_note_is_drawn_once() -> None:
    drawing = parts_of(COPY)["xl/drawings/vmlDrawing1.vml"]
    places = re.findall(rb"<x:Row>(\d+)</x:Row><x:Column>(\d+)</x:Column>", drawing)
    assert sorted(places) == [(b"1", b"2"), (b"3", b"4"), (b"5", b"3"), (b"6", b"1"), (b"6", b"4")]
    shapes = re.findall(rb'<v:shape id="([^"]+)"', drawing)
    assert len(set(shapes)) == len(shapes) == 6
    assert b"Hitung" in drawing


@pytest.mark.parametrize(("t", "name"), [(ID, "Masalah"), (EN, "Problems")])
def test_a_last_sheet_lists_the_problems_with_links_to_their_cells(t, name: str) -> None:
    sheet = opened(annotated_workbook(ORIGINAL, problems_of(ORIGINAL), t)).worksheets[-1]
    found = problems_of(ORIGINAL)
    listed = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=6, max_col=5)]
    assert sheet.title == name
    assert listed == [[FILE, one.sheet, one.cell, one.read, one.message(t)] for one in found]
    links = [sheet.cell(row, 3).hyperlink.location for row in range(6, 11)]
    assert links == [f"'{(one.sheet or '').replace(chr(39), chr(39) * 2)}'!{one.cell}" for one in found]
    assert {sheet.cell(row, column).data_type for row in range(6, 11) for column in range(1, 7)} == {"s"}


def test_the_list_never_takes_the_name_of_a_sheet_that_is_there() -> None:
    content = book({"masalah": [("Nama", "Pretest")]})
    names = opened(annotated_workbook(content, [problem("B2", "masalah")], ID)).sheetnames
    assert names == ["masalah", "Masalah (2)"]


def test_the_copy_reads_as_the_original_does() -> None:
    before, after = (read_workbooks([(FILE, content)]) for content in (ORIGINAL, COPY))
    assert after.problems == before.problems
    assert after.marks.equals(before.marks)
    assert after.students.equals(before.students)
    assert after.files[0].sheets == before.files[0].sheets


def test_several_problems_of_one_cell_share_its_note() -> None:
    content = book({"Nilai": [("Nama", "Pretest"), ("Budi", 5)]})
    found = [problem(sentence="Satu."), problem(sentence="Dua."), problem(sentence="Satu.")]
    assert notes(annotated_workbook(content, found, ID), "Nilai") == {"B2": "Capaian: Satu.\nCapaian: Dua."}


def test_a_problem_without_a_cell_is_only_listed() -> None:
    content = book({"Nilai": [("Nama", "Pretest")]})
    found = [
        problem("B", read="Pretest"),
        problem(None, fields={"row": 3}),
        problem(None),
        problem("B2", None),
        problem("B2", "Lain"),
    ]
    copy = annotated_workbook(content, found, ID)
    sheet = opened(copy)["Masalah"]
    assert marked_cells(copy) == {}
    assert [sheet.cell(row, 3).value for row in range(6, 11)] == ["B", "baris 3", None, "B2", "B2"]
    links = [sheet.cell(row, 3).hyperlink for row in range(6, 11)]
    assert [link.location if link else None for link in links] == [
        "'Nilai'!B:B", "'Nilai'!3:3", None, None, "'Lain'!B2",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "read", ["=1+1", "+A1", "@SUM(A1)", "-2", "http://x", "a\x00b\x1f\ud800", "_x0041_", "x" * 9000]
)
def test_what_was_read_is_only_ever_text(read: str) -> None:
    content = book({"Nilai": [("Nama", "Pretest"), ("Budi", 5)]})
    copy = annotated_workbook(content, [problem(read=read)], ID)
    assert not [name for name, body in parts_of(copy).items() if name.endswith("sheet2.xml") and b"<f" in body]
    assert opened(copy)["Masalah"]["D6"].data_type == "s"
    assert len(notes(copy, "Nilai")["B2"]) < 1100


def test_ten_thousand_problems_find_their_cells() -> None:
    rows = [("No", "Nama", "Pretest", "Posttest"), *((n, f"Siswa {n}", 50, 860) for n in range(1, 10_001))]
    copy = annotated_workbook(book({"Nilai": rows}), [problem(f"D{n}") for n in range(2, 10_002)], ID)
    body = parts_of(copy)["xl/worksheets/sheet1.xml"]
    assert len(set(re.findall(rb'<c r="D\d+" s="(\d+)"', body))) == 1
    assert body.count(b" s=") == 10_000


SHEET = f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{{0}}</x:sheetData><x:pageMargins left="1"/></x:worksheet>'


def test_a_workbook_without_styles_gets_them() -> None:
    name = '<x:c r="A2" t="inlineStr"><x:is><x:t>Budi</x:t></x:is></x:c>'
    row = f'<x:row r="2">{name}<x:c r="B2"><x:v>860</x:v></x:c></x:row>'
    copy = annotated_workbook(handmade(SHEET.format(row)), [problem()], ID)
    assert marked_cells(copy) == {"Nilai": {"B2"}}
    assert [opened(copy)["Nilai"][place].value for place in ("A2", "B2")] == ["Budi", 860]
    body = parts_of(copy)["xl/worksheets/sheet1.xml"].decode()
    assert body.index("<x:pageMargins") < body.index("<x:legacyDrawing")


@pytest.mark.parametrize(
    "content",
    [
        b"", b"bukan zip", b"PK\5\6" + bytes(18), book({"A": [("x",)]})[:-900],
        with_parts(ORIGINAL, {"xl/workbook.xml": "<workbook"}),
        with_parts(ORIGINAL, {"xl/workbook.xml": '<!DOCTYPE a [<!ENTITY b "c">]><workbook>&b;</workbook>'}),
        with_parts(ORIGINAL, {"xl/worksheets/sheet1.xml": '<?xml version="1.0" encoding="UTF-16"?><worksheet/>'}),
        with_parts(ORIGINAL, {"xl/comments1.xml": "<comments/>"}),
        with_parts(ORIGINAL, {"xl/drawings/vmlDrawing1.vml": "<xml/>"}),
        packed({"content.xml": b"<office/>", "mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}),
        packed({"[Content_Types].xml": b"<Types/>"}),
    ],
)  # fmt: skip
def test_what_cannot_be_copied_is_refused_with_what_to_do(content: bytes) -> None:
    with pytest.raises(UnreadableFile) as refused:
        annotated_workbook(content, problems_of(ORIGINAL), ID)
    assert refused.value.code == "no_annotated_copy"
    assert "Unduh daftar masalahnya" in refused.value.message(ID)


def test_problems_of_two_files_are_never_mixed() -> None:
    with pytest.raises(ValueError, match="several files"):
        annotated_workbook(ORIGINAL, [problem(), replace(problem(), file="lain.xlsx")], ID)
