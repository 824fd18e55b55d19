"""The teacher's own totals, counts and means as a checksum of what was read."""

import dataclasses

from capaian.reading import read_books
from tests.reading.drawing import book, sheet

FIVE = [
    ("Ahmad Fauzi", 50, 70),
    ("Rina Wati", 52, 72),
    ("Budi Santoso", 48, 68),
    ("Noor Aini", 60, 80),
    ("Siti Rahmah", 40, 90),
]


def found(drawn, **kind):
    """Code, cell and what was read of every problem."""
    one = dataclasses.replace(sheet(drawn), **kind)
    return [(p.code, p.cell, p.read) for p in read_books([book(one)]).problems]


def listed(head, *, extra=""):
    return head + "\n" + "\n".join(f"{name} | {a} | {b}" for name, a, b in FIVE) + extra


def test_right_totals_say_nothing():
    assert (
        found(
            listed("Nama | Pretest | Posttest", extra="\nJumlah | 250 | 380\nRata-rata | 50 | 76\nTertinggi | 60 | 90")
        )
        == []
    )


def test_a_total_that_does_not_fit_is_said_with_its_cell():
    assert found(listed("Nama | Pretest | Posttest", extra="\nJumlah | 250 | 390\nRata-rata | 55 | 76")) == [
        ("total_differs", "C7", "390"),
        ("total_differs", "B8", "55"),
    ]


def test_a_column_of_totals_is_recomputed_for_each_student():
    rows = "\n".join(f"{name} | {a} | {b} | {a + b + (9 if i == 2 else 0)}" for i, (name, a, b) in enumerate(FIVE))
    told = found("Nama | UH 1 | UH 2 | Jumlah\n" + rows)
    assert ("total_differs", "D4", "125") in told
    assert sum(code == "total_differs" for code, _, _ in told) == 1


def test_declared_participants_are_counted():
    drawn = "Jumlah Peserta : 6\n" + listed("Nama | Pretest | Posttest")
    assert found(drawn) == [("participants_differ", None, "6")]


def test_marks_that_mostly_fell_ask_whether_the_phases_changed_places():
    told = found(listed("Nama | Posttest | Pretest"))
    assert told == [("maybe_swapped", "B", "Posttest")]


def test_before_without_after_is_said():
    assert found("Nama | Pretest\nRina Wati | 50\nBudi Santoso | 60") == [("no_after", None, None)]


def test_marks_without_a_phase_are_asked_about_once():
    assert found("Nama | UH 1 | UH 2\nRina Wati | 50 | 60\nBudi Santoso | 60 | 61") == [("phase_unknown", None, None)]


def test_zeros_that_cluster_are_asked_about_and_stay_zeros():
    rows = "Nama | Pretest | Posttest\nA B | 0 | 50\nC D | 0 | 60\nE F | 55 | 70\nG H | 60 | 75"
    assert ("zeros", "B", "Pretest") in found(rows)
    assert read_books([book(sheet(rows))]).marks["score"].tolist()[:2] == [0, 0]
    assert not [code for code, _, _ in found(rows.replace("A B | 0", "A B | 45")) if code == "zeros"]


def test_a_column_equal_to_the_mean_of_others_is_said():
    rows = "\n".join(f"{name} | {a} | {b} | {(a + b) / 2}" for name, a, b in FIVE)
    assert ("equals_mean", "D", "Praktik 3") in found("Nama | Praktik 1 | Praktik 2 | Praktik 3\n" + rows)


def test_a_lonely_low_mark_may_be_on_a_scale_of_ten():
    rows = "Nama | Pretest | Posttest\n" + "\n".join(
        f"Siswa {chr(65 + i)}{i} | {60 + i} | {8.5 if i == 3 else 70 + i}" for i in range(12)
    )
    assert [t for t in found(rows) if t[0] == "maybe_scale_10"] == [("maybe_scale_10", "C5", "8.5")]


def test_formulas_without_value_and_excel_errors_are_problems_with_their_cell():
    drawn = "Nama | Pretest | Posttest\nRina Wati | | 70\nBudi Santoso | 50 |"
    told = found(drawn, uncalculated=frozenset({(2, 2)}), errors={(3, 3): "#DIV/0!"})
    assert told[:2] == [("uncalculated", "B2", ""), ("excel_error", "C3", "#DIV/0!")]


def test_cells_far_from_the_table_are_named():
    assert ("far_cells", "A1048576", None) in found("Nama | Pretest | Posttest\nRina Wati | 50 | 60", far=("A1048576",))
