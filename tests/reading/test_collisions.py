"""One student, one thing, two different marks: a person takes one of them."""

import pytest

from capaian.reading import Answers, Reading, apply_answers, read_workbooks
from tests.sheets import NAMES, book


@pytest.fixture(scope="module")
def reading() -> Reading:
    def one(marks: dict[int, int]) -> bytes:
        rows = [(i + 1, n, marks.get(i, 70 + i)) for i, n in enumerate(NAMES[:6])]
        return book({"Nilai": [("No", "Nama", "Teknis sesudah"), *rows]})

    return read_workbooks([("satu.xlsx", one({})), ("dua.xlsx", one({0: 90}))], limits=patient())


def patient():
    from capaian.reading import Limits

    return Limits(seconds=60)


FIRST, SECOND = "satu.xlsx!Nilai!C2", "dua.xlsx!Nilai!C2"


def mark(reading: Reading) -> list:
    rows = reading.marks
    return rows.loc[rows["source"].isin([FIRST, SECOND]), ["score", "source"]].to_numpy().tolist()


def test_two_different_marks_ask_and_the_first_waits(reading: Reading) -> None:
    problems = [(p.code, p.file, p.cell) for p in reading.problems if p.code in ("two_marks", "namesake")]
    if problems == [("namesake", "dua.xlsx", None)]:
        pytest.fail("the same student was taken for two")
    assert problems == [("two_marks", "dua.xlsx", "C2")]
    assert mark(reading) == [[70.0, FIRST]]


@pytest.mark.parametrize(
    ("sides", "told", "asks"),
    [
        ({SECOND: "take", FIRST: "leave"}, [[90.0, SECOND]], False),
        ({FIRST: "take", SECOND: "leave"}, [[70.0, FIRST]], False),
        ({SECOND: "leave"}, [[70.0, FIRST]], True),
        ({FIRST: "take", SECOND: "take"}, [[70.0, FIRST]], True),
        ({"lain.xlsx!A!C2": "take"}, [[70.0, FIRST]], True),
    ],
)
def test_the_one_that_is_taken_counts(reading: Reading, sides: dict, told: list, asks: bool) -> None:
    answered = apply_answers(reading, Answers(sides=sides))
    assert mark(answered) == told
    assert any(p.code == "two_marks" for p in answered.problems) is asks
