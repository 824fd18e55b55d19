import json
from dataclasses import replace

import pandas as pd
import pytest

from capaian.reading import read_workbooks
from capaian.store.bulk import chunks, stored_text
from capaian.store.readings import given_marks, mapping, people, scales
from tests.store.read import OneFile, OneReading, reading_of

NORLAILA = ("Norlaila", "9900000002", "1202", "XI TKR 1")
MARKS = [(0, "teknis", "Las", "before", 60), (0, "teknis", "Las", "after", None), (0, None, "", "after", "TH")]


def test_blanks_are_counted_and_the_rest_is_coded():
    given = given_marks(reading_of([NORLAILA], MARKS))
    assert given.skipped == 1
    assert given.marks[["person", "aspect", "criterion", "phase", "state", "raw", "cell"]].to_numpy().tolist() == [
        [0, "teknis", "Las", 0, 0, "60", "E7"],
        [0, "", "", 1, 1, "TH", "E9"],
    ]


def test_a_real_reading_fits():
    reading = read_workbooks([("catatan.txt", b"bukan buku kerja")])
    assert reading.blocked
    assert people(reading) == []
    assert len(given_marks(reading).marks) == 0
    assert json.loads(mapping(reading)) == []


def test_the_order_and_the_names_of_files_make_no_other_import():
    one, two = (reading_of([NORLAILA], MARKS[:1], file=name, content=name) for name in ("a.xlsx", "b.xlsx"))

    def together(first, second):
        marks = pd.concat([first.marks, second.marks.assign(phase="after")], ignore_index=True)
        return OneReading([*first.files, *second.files], first.students, marks)

    both = together(one, two)
    turned = replace(both, files=both.files[::-1], marks=both.marks[::-1])
    renamed = replace(both, files=[OneFile("c.xlsx", both.files[0].sha256), both.files[1]])
    renamed = replace(renamed, marks=both.marks.assign(source=both.marks["source"].str.replace("a.xlsx", "c.xlsx")))
    assert given_marks(turned).digest == given_marks(both).digest == given_marks(renamed).digest
    assert given_marks(one).digest != given_marks(both).digest
    moved = replace(both, marks=both.marks.assign(score=61.0))
    assert given_marks(moved).digest != given_marks(both).digest


@pytest.mark.parametrize(
    ("files", "source", "place"),
    [
        (["a.xlsx"], "a.xlsx!Nilai!E7", (0, "Nilai", "E7")),
        (["a.xlsx"], "a.xlsx!Nilai! baru!E7", (0, "Nilai! baru", "E7")),
        (["a", "a!b.xlsx"], "a!b.xlsx!Nilai!E7", (1, "Nilai", "E7")),
        (["a.xlsx"], "lain.xlsx!Nilai!E7", (-1, "lain.xlsx!Nilai", "E7")),
    ],
)
def test_where_a_mark_stands_is_taken_apart(files, source, place):
    reading = reading_of([NORLAILA], MARKS[:1])
    reading = replace(
        reading, files=[OneFile(name, "0" * 64) for name in files], marks=reading.marks.assign(source=source)
    )
    (row,) = given_marks(reading).marks[["file", "sheet", "cell"]].itertuples(index=False, name=None)
    assert row == place


def test_a_criterion_keeps_the_scale_of_its_column():
    assert scales(reading_of([NORLAILA], MARKS, scale_max=4.0)) == {("teknis", "Las"): (0, 4), ("", ""): (0, 4)}


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("Norlaila", "Norlaila"),
        ("a\0b", "ab"),
        ("a\udcffb", "a?b"),
        (None, ""),
        (float("nan"), ""),
        ("٩ é 😀", "٩ é 😀"),
    ],
)
def test_text_is_stored_as_both_databases_take_it(text, stored):
    assert stored_text(text) == stored


def test_rows_go_in_parts():
    assert list(chunks(range(5), 2)) == [[0, 1], [2, 3], [4]]
    assert list(chunks([], 2)) == []
