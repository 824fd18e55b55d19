"""Which rows a table has, and who stands in it, is what a person says; the same bytes then read the same way."""

import pytest

from capaian.reading import Answers, ColumnAnswer, Reading, TableAnswer, apply_answers, read_workbooks, table_key
from capaian.reading.answers import column_key
from capaian.scores import Aspect, Phase, Scale
from tests.sheets import NAMES, book

HEAD = ("No", "Nama Siswa", "Teknis Awal", "Teknis Akhir")
CLASS = [(i + 1, name, 60 + i, 70 + i) for i, name in enumerate(NAMES[:6])]


def read(*lines) -> Reading:
    return read_workbooks([("nilai.xlsx", book({"XI TKR 1": lines}))])


def answered(reading: Reading, **told) -> Reading:
    (table,) = reading.files[0].tables
    return apply_answers(reading, Answers(tables={table_key("nilai.xlsx", table): TableAnswer(**told)}))


def names(reading: Reading) -> list[str]:
    return reading.students["name"].tolist()


PLAIN = (("DAFTAR NILAI",), (), HEAD, *CLASS)


def test_the_first_and_the_last_student_are_where_a_person_says() -> None:
    fewer = answered(read(*PLAIN), first_row=5, last_row=8)
    (table,) = fewer.files[0].tables
    assert names(fewer) == list(NAMES[1:5])
    assert (table.first_row, table.last_row) == (5, 8)
    assert [(each.row, each.why) for each in table.ignored_rows] == [(4, "skipped")]
    assert len(fewer.marks) == 8


def test_a_list_reaches_over_blank_rows_where_a_person_says_so() -> None:
    reading = read(*PLAIN, (), (), (), (None, "Sari Melati", 66, 76), (None, "Jumlah", 400, 450))
    assert "Sari Melati" not in names(reading)
    longer = answered(reading, last_row=14)
    assert names(longer)[-1] == "Sari Melati"
    assert "Jumlah" not in names(longer)


def test_the_heading_is_where_a_person_says() -> None:
    lines = ((None, None, "Teknis Sebelum", "Teknis Sesudah"), ("Urut", "Anak", "Kode 1", "Kode 2"), *CLASS)
    reading = read(("No", "Nama", "Ket A", "Ket B"), *lines)
    (before,) = reading.files[0].tables
    again = answered(reading, heading=(2, 3), first_row=4)
    (table,) = again.files[0].tables
    assert before.header_rows != (2, 3)
    assert table.header_rows == (2, 3)
    assert names(again) == list(NAMES[:6])
    assert set(again.marks["phase"].dropna()) == {"before", "after"}


def test_a_table_keeps_its_key_so_that_later_answers_find_it() -> None:
    reading = read(("x", "y"), (None, None, "Teknis Awal", "Teknis Akhir"), HEAD, *CLASS)
    (table,) = reading.files[0].tables
    key = table_key("nilai.xlsx", table)
    moved = apply_answers(reading, Answers(tables={key: TableAnswer(heading=(3, 3), class_name="XI TKR 9")}))
    (again,) = moved.files[0].tables
    assert table_key("nilai.xlsx", again) == key
    left_out = Answers(columns={column_key("nilai.xlsx", again, again.columns[-1]): ColumnAnswer("ignored")})
    both = apply_answers(reading, left_out.over(moved.answers))
    assert set(both.marks["phase"]) == {"before"}
    assert set(both.students["class_name"]) == {"XI TKR 9"}


@pytest.mark.parametrize("told", [{"heading": (90, 91)}, {"heading": (1, 2), "last_row": 2}])
def test_rows_outside_the_sheet_change_nothing(told: dict) -> None:
    reading = read(*PLAIN)
    assert answered(reading, **told).marks.equals(reading.marks)


def test_a_range_without_students_leaves_an_empty_table_and_no_error() -> None:
    nobody = answered(read(*PLAIN), first_row=40)
    assert len(nobody.students) == 0
    assert nobody.files[0].tables[0].students == 0
    assert nobody.marks.empty


def test_another_column_can_hold_the_names() -> None:
    lines = [(i + 1, f"kode {i}", name, 60 + i, 70 + i) for i, name in enumerate(NAMES[:6])]
    reading = read(("No", "Nama", "Lengkap", "Teknis Awal", "Teknis Akhir"), *lines)
    (table,) = reading.files[0].tables
    key = column_key("nilai.xlsx", table, table.columns[2])
    named = apply_answers(reading, Answers(columns={key: ColumnAnswer("identity", field="name")}))
    assert names(named) == list(NAMES[:6])
    assert len(named.marks) == 12


def phases(reading: Reading) -> dict[str, list[float]]:
    marks = reading.marks
    return {phase: marks.loc[marks["phase"] == phase, "score"].tolist() for phase in ("before", "after")}


def test_before_and_after_change_places_where_a_person_says_so() -> None:
    fallen = [(i + 1, name, 90 + i, 60 + i) for i, name in enumerate(NAMES[:6])]
    reading = read(("DAFTAR NILAI",), (), HEAD, *fallen)
    assert [p.code for p in reading.problems] == ["maybe_swapped"]
    turned = answered(reading, swap=True)
    assert turned.problems == ()
    assert phases(turned)["before"] == phases(reading)["after"]
    assert turned.files[0].tables[0].swapped
    assert not reading.files[0].tables[0].swapped
    assert not apply_answers(turned, Answers()).files[0].tables[0].swapped


def test_before_and_after_in_two_files_may_be_swapped_too_and_the_other_table_is_named() -> None:
    def one(heading: str, start: int) -> bytes:
        return book({"Nilai": [("No", "Nama", heading), *[(i + 1, n, start + i) for i, n in enumerate(NAMES[:6])]]})

    reading = read_workbooks([("satu.xlsx", one("Teknis sebelum", 85)), ("dua.xlsx", one("Teknis sesudah", 60))])
    (problem,) = [p for p in reading.problems if p.code == "maybe_swapped"]
    assert (problem.file, problem.fields["other"]) == ("dua.xlsx", "satu.xlsx!Nilai!A1")
    keys = [table_key(file.file, table) for file in reading.files for table in file.tables]
    turned = apply_answers(reading, Answers(tables={key: TableAnswer(swap=True) for key in keys}))
    assert not [p for p in turned.problems if p.code == "maybe_swapped"]
    assert phases(turned) == {"before": phases(reading)["after"], "after": phases(reading)["before"]}


def test_rows_that_say_when_they_were_written_are_turned_too() -> None:
    lines = [(n, phase, "Teknis", mark) for n in NAMES[:4] for phase, mark in (("Sebelum", 60), ("Sesudah", 80))]
    reading = read(("Nama", "Fase", "Aspek", "Nilai"), *lines)
    assert phases(reading) == {"before": [60] * 4, "after": [80] * 4}
    assert phases(answered(reading, swap=True)) == {"before": [80] * 4, "after": [60] * 4}


@pytest.mark.parametrize(
    "told",
    [
        {"heading": (5, 4)},
        {"heading": (4, 4), "first_row": 4},
        {"first_row": 9, "last_row": 8},
        {"heading": (0, 1)},
        {"heading": (1, 40)},
        {"last_row": 2_000_000},
        {"first_row": "5"},
        {"class_name": "X" * 201},
        {"class_name": "X\x00"},
    ],
)
def test_rows_and_classes_that_no_sheet_has_are_no_answer(told: dict) -> None:
    with pytest.raises((ValueError, TypeError)):
        TableAnswer(**told)


@pytest.mark.parametrize(
    "told",
    [
        {"role": "admin"},
        {"role": "score", "scale": Scale(5, 5)},
        {"role": "score", "scale": Scale(0, float("nan"))},
        {"role": "score", "scale": Scale(0, 1e9)},
        {"role": "score", "criterion": "x" * 201},
        {"role": "score", "criterion": "a\nb"},
    ],
)
def test_what_no_column_can_be_is_no_answer(told: dict) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        ColumnAnswer(**told)


ALL = Answers(
    columns={
        "a.xlsx!S!C1": ColumnAnswer("score", Aspect.COGNITIVE, Phase.BEFORE),
        "b.xlsx!S!C1": ColumnAnswer("ignored"),
    },
    values={"*": {"-": "missing"}, "a.xlsx!S!C1": {"0": "missing"}},
    cells={"a.xlsx!S!C2": "86", "b.xlsx!S!C2": "87"},
    rows={"a.xlsx!S!A1:7": "skip"},
    tables={"a.xlsx!S!A1": TableAnswer(heading=(1, 2), first_row=4, last_row=9, swap=True, skip=True, class_name="XI")},
    sides={"b.xlsx!S!C2": "take"},
    accepted=frozenset({"zeros@a.xlsx!S!C", "zeros@b.xlsx!S!C"}),
)  # fmt: skip


def test_answers_about_some_of_the_files_can_be_kept() -> None:
    own = ALL.about(["b.xlsx"])
    assert own == Answers(
        columns={"b.xlsx!S!C1": ColumnAnswer("ignored")},
        values={"*": {"-": "missing"}},
        cells={"b.xlsx!S!C2": "87"},
        sides={"b.xlsx!S!C2": "take"},
        accepted=frozenset({"zeros@b.xlsx!S!C"}),
    )
    assert ALL.about(["a.xlsx", "b.xlsx"]) == ALL


def test_what_belongs_to_the_very_bytes_is_not_said_of_others() -> None:
    lasting = ALL.of_headings()
    assert lasting.tables == {"a.xlsx!S!A1": TableAnswer(heading=(1, 2), class_name="XI")}
    assert (lasting.columns, lasting.values) == (ALL.columns, ALL.values)
    assert (lasting.cells, lasting.rows, lasting.sides) == ({}, {}, {})


def test_all_of_it_comes_back_from_text() -> None:
    assert Answers.from_json(ALL.to_json()) == ALL


def test_what_was_said_of_one_table_can_be_forgotten() -> None:
    reading = read(*PLAIN)
    (table,) = reading.files[0].tables
    key, place = table_key("nilai.xlsx", table), "nilai.xlsx!XI TKR 1!"
    said = Answers(
        columns={f"{place}C3": ColumnAnswer("ignored"), f"{place}C13": ColumnAnswer("ignored")},
        values={f"{place}C3": {"0": "missing"}, "*": {"-": "missing"}},
        rows={f"{key}:5": "skip"},
        tables={key: TableAnswer(swap=True)},
        cells={f"{place}C5": "80"},
    )
    left = said.without_table("nilai.xlsx", table)
    assert left == Answers(
        columns={f"{place}C13": ColumnAnswer("ignored")}, values={"*": {"-": "missing"}}, cells={f"{place}C5": "80"}
    )
