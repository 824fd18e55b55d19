"""What a person decides changes the reading and nothing of what was written."""

import pytest

from capaian.reading import (
    Answers,
    ColumnAnswer,
    TableAnswer,
    apply_answers,
    column_key,
    problem_key,
    read_workbooks,
    row_key,
    table_key,
)
from capaian.scores import Aspect, Phase, Scale
from tests.sheets import NAMES, book

TITLE = ("DAFTAR NILAI XI TKR 1",)
HEAD = ("No", "NISN", "Nama Siswa", "Teknis Awal", "Teknis Akhir")


def rows(before, after, *, nisn=True):
    listed = zip(NAMES, before, after, strict=False)
    return [(i + 1, f"00781200{i:02d}" if nisn else None, name, b, a) for i, (name, b, a) in enumerate(listed)]


def read(*lines, sheet="XI TKR 1", head=HEAD):
    return read_workbooks([("nilai.xlsx", book({sheet: [TITLE, (), head, *lines]}))])


def codes(reading):
    return sorted({problem.code for problem in reading.problems})


def marks(reading, phase=None):
    table = reading.marks
    chosen = table if phase is None else table[table["phase"] == phase]
    return chosen[["score", "raw", "state"]].fillna(-1).to_numpy().tolist()


PLAIN = rows([60, 61, 62, 63, 64, 65], [70, 71, 72, 73, 74, 75])


def test_no_answers_leave_the_reading_as_it_is():
    reading = read(*PLAIN)
    again = apply_answers(reading, Answers())
    assert again.marks.equals(reading.marks)
    assert again.students.equals(reading.students)
    assert (again.files, again.problems) == (reading.files, reading.problems)


def test_a_typed_mark_stands_in_place_of_the_written_one_that_is_kept_as_raw():
    reading = read(*rows([60, 61, 62, 63, 64, 65], [70, 860, 72, 73, 74, 75]))
    assert reading.blocked
    mended = apply_answers(reading, Answers(cells={"nilai.xlsx!XI TKR 1!E5": "86"}))
    assert not mended.blocked
    assert marks(mended, "after")[1] == [86.0, "860", "present"]
    assert marks(mended, "before")[0] == [60.0, "60", "present"]
    assert mended.corrected == {"nilai.xlsx!XI TKR 1!E5": "86"}
    assert reading.blocked
    assert apply_answers(mended, Answers()).blocked


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("86,5", [86.5, "860", "present"]),
        ("", [-1, "860", "missing"]),
        ("sakit", [-1, "860", "did_not_sit"]),
        ("0", [0.0, "860", "present"]),
    ],
)
def test_what_is_typed_is_read_as_if_it_stood_in_the_file(typed, told):
    reading = read(*rows([60, 61, 62], [70, 860, 72]))
    mended = apply_answers(reading, Answers(cells={"nilai.xlsx!XI TKR 1!E5": typed}))
    assert not mended.blocked
    assert marks(mended, "after")[1] == told


def test_what_is_typed_wrongly_is_a_problem_again():
    reading = read(*rows([60, 61, 62], [70, 860, 72]))
    mended = apply_answers(reading, Answers(cells={"nilai.xlsx!XI TKR 1!E5": "86o"}))
    (problem,) = [p for p in mended.problems if p.cell == "E5"]
    assert (problem.code, problem.read) == ("number_and_word", "86o")


def test_a_zero_of_a_formula_without_a_value_can_be_typed_over():
    reading = read(*rows([60, 61, 62], [70, "#DIV/0!", 72]))
    assert reading.blocked
    assert not apply_answers(reading, Answers(cells={"nilai.xlsx!XI TKR 1!E5": "71"})).blocked


def test_a_number_or_a_name_can_be_typed_too():
    lines = [(1, "0078120001", "Ahmad Fauzi", 60, 70), (2, "0078120001", "Norlaila", 61, 71)]
    reading = read(*lines)
    assert codes(reading) == ["same_nisn"]
    mended = apply_answers(reading, Answers(cells={"nilai.xlsx!XI TKR 1!B5": "0078120002"}))
    assert codes(mended) == []
    assert mended.students["nisn"].tolist() == ["0078120001", "0078120002"]


def zeros():
    return read(*rows([60, 0, 62, 0, 64, 65], [70, 71, 72, 73, 74, 75]))


@pytest.mark.parametrize(
    ("meaning", "told"),
    [
        ("as_written", [0.0, "0", "present"]),
        ("did_not_sit", [-1, "0", "did_not_sit"]),
        ("missing", [-1, "0", "missing"]),
        ("50", [50.0, "0", "present"]),
    ],
)
def test_zeros_mean_what_a_person_says(meaning, told):
    reading = zeros()
    (problem,) = [p for p in reading.problems if p.code == "zeros"]
    file = reading.files[0]
    (table,) = file.tables
    column = next(each for each in table.columns if each.column == problem.cell)
    for scope in ("*", column_key(file.file, table, column)):
        answered = apply_answers(reading, Answers(values={scope: {"0": meaning}}))
        assert "zeros" not in codes(answered)
        assert marks(answered, "before")[1] == told
        assert marks(answered, "before")[0] == [60.0, "60", "present"]


def test_a_word_nobody_knows_means_what_a_person_says():
    reading = read(*rows([60, "ikut lomba", 62, "Ikut Lomba "], [70, 71, 72, 73]))
    assert codes(reading) == ["not_a_mark"]
    answered = apply_answers(reading, Answers(values={"*": {"ikut lomba": "did_not_sit"}}))
    assert codes(answered) == []
    assert [state for *_, state in marks(answered, "before")] == ["present", "did_not_sit", "present", "did_not_sit"]


def test_a_column_is_what_a_person_says():
    head = ("No", "NISN", "Nama Siswa", "Nilai", "Nilai Akhir")
    reading = read(*rows([60, 61, 62], [70, 71, 72]), head=head)
    (table,) = reading.files[0].tables
    before, after = table.columns[-2:]
    answered = apply_answers(
        reading,
        Answers(
            columns={
                column_key("nilai.xlsx", table, before): ColumnAnswer("score", Aspect.TECHNICAL, Phase.BEFORE),
                column_key("nilai.xlsx", table, after): ColumnAnswer(
                    "score", Aspect.TECHNICAL, Phase.AFTER, "Las", Scale(0, 200)
                ),
            }
        ),
    )
    told = answered.marks[["aspect", "phase", "criterion", "scale_max"]].drop_duplicates().to_numpy().tolist()
    assert told == [["teknis", "before", "", 100.0], ["teknis", "after", "Las", 200.0]]
    assert not [p for p in answered.problems if p.code.startswith("mark_")]


def test_a_column_can_be_left_out():
    reading = read(*PLAIN)
    (table,) = reading.files[0].tables
    key = column_key("nilai.xlsx", table, table.columns[-1])
    left = apply_answers(reading, Answers(columns={key: ColumnAnswer("ignored")}))
    assert set(left.marks["phase"]) == {"before"}
    assert left.files[0].tables[0].columns[-1].role == "ignored"


def test_a_row_that_is_skipped_takes_its_student_along():
    reading = read(*PLAIN)
    (table,) = reading.files[0].tables
    fewer = apply_answers(reading, Answers(rows={row_key("nilai.xlsx", table, 5): "skip"}))
    assert len(fewer.students) == len(reading.students) - 1
    assert NAMES[1] not in fewer.students["name"].tolist()
    assert len(fewer.marks) == len(reading.marks) - 2
    assert [(each.row, each.why) for each in fewer.files[0].tables[0].ignored_rows] == [(5, "skipped")]


def test_a_row_that_was_left_out_can_be_a_student_after_all():
    reading = read(*PLAIN, (None, None, "Jumlah", 66, 76))
    (table,) = reading.files[0].tables
    assert 10 not in table.student_rows
    more = apply_answers(reading, Answers(rows={row_key("nilai.xlsx", table, 10): "student"}))
    assert more.students["name"].tolist()[-1] == "Jumlah"
    assert marks(more, "after")[-1] == [76.0, "76", "present"]


def test_a_table_can_be_left_out_or_given_its_phase_and_class():
    reading = read(*rows([60, 61, 62], [70, 71, 72]), sheet="Lembar", head=("No", "NISN", "Nama Siswa", "Las", "Bubut"))
    (table,) = reading.files[0].tables
    key = table_key("nilai.xlsx", table)
    assert "phase_unknown" in codes(reading)
    assert apply_answers(reading, Answers(tables={key: TableAnswer(skip=True)})).blocked
    told = TableAnswer(phase=Phase.AFTER, aspect=Aspect.TECHNICAL, class_name="XI TKR 9")
    answered = apply_answers(reading, Answers(tables={key: told}))
    assert set(answered.marks["phase"]) == {"after"}
    assert set(answered.marks["aspect"]) == {"teknis"}
    assert set(answered.students["class_name"]) == {"XI TKR 9"}


def test_a_question_is_closed_when_it_is_right_as_it_is_and_what_blocks_is_not():
    reading = zeros()
    every = frozenset(problem_key(problem) for problem in reading.problems)
    assert codes(apply_answers(reading, Answers(accepted=every))) == []
    broken = read(*rows([60, 61, 62], [70, 860, 72]))
    every = frozenset(problem_key(problem) for problem in broken.problems)
    assert codes(apply_answers(broken, Answers(accepted=every))) == ["out_of_scale"]


def test_answers_about_something_else_change_nothing():
    reading = read(*PLAIN)
    other = Answers(
        columns={"lain.xlsx!A!E3": ColumnAnswer("ignored")},
        cells={"nilai.xlsx!Lain!E5": "1", "nilai.xlsx!XI TKR 1!ZZZ": "1", "": "2"},
        rows={"nilai.xlsx!XI TKR 1!A99:5": "skip"},
        tables={"x": TableAnswer(skip=True)},
    )
    again = apply_answers(reading, other)
    assert again.marks.equals(reading.marks)
    assert again.corrected == {}


ALL = Answers(
    columns={"a!b!C1": ColumnAnswer("score", Aspect.COGNITIVE, Phase.BEFORE, "Teori", Scale(1, 4))},
    values={"*": {"-": "missing"}},
    cells={"a!b!C2": "86"},
    rows={"a!b!A1:7": "skip"},
    tables={"a!b!A1": TableAnswer(phase=Phase.AFTER)},
    students={"a!b!5": 12, "a!b!6": "new"},
    conflicts={"a!b!C2": "file"},
    accepted=frozenset({"zeros@a!b!C"}),
)


def test_answers_come_back_from_text():
    assert Answers.from_json(ALL.to_json()) == ALL
    assert Answers.from_json(Answers().to_json()) == Answers()


@pytest.mark.parametrize("text", ["", "[]", "1", '{"columns": 1}', '{"other": {}}', '{"columns": {"a": {}}}', "null"])
def test_other_text_is_no_answers(text):
    with pytest.raises(ValueError):  # noqa: PT011
        Answers.from_json(text)


def test_what_was_decided_last_goes_over_what_was_decided_before():
    newer = Answers(values={"*": {"-": "did_not_sit", "x": "missing"}}, cells={"a!b!C3": "1"})
    both = newer.over(ALL)
    assert both.values == {"*": {"-": "did_not_sit", "x": "missing"}}
    assert both.cells == {"a!b!C2": "86", "a!b!C3": "1"}
    assert both.accepted == ALL.accepted
