import pytest

from capaian.improvement import headline, people, summarise
from capaian.locale import texts
from tests.improvement.tables import marks_table

UP = [(60, 72), (64, 75), (58, 71), (70, 82), (66, 80), (50, 62), (55, 64), (62, 75), (61, 76), (68, 79)]
SITUATIONS = {
    "rise": UP, "fall": [(y, x) for x, y in UP], "unclear": [(60 + i, 60 + (7 * i) % 10) for i in range(10)],
    "all_rise": [(60 + i, 65 + i) for i in range(10)], "all_fall": [(60 + i, 55 + i) for i in range(10)],
    "all_same": [(60 + i, 60 + i) for i in range(10)], "few": UP[:6], "one": UP[:1],
    "high": [(95, 96)] * 5 + [(80, 90)] * 6,
}  # fmt: skip


@pytest.mark.parametrize("pairs", SITUATIONS.values(), ids=SITUATIONS)
@pytest.mark.parametrize("lower", [False, True])
def test_of_teachers_every_situation_is_told_of_teachers(pairs, lower):
    before, after = zip(*pairs, strict=True)
    row = summarise(marks_table(before, after, aspect="teknis"), lower_is_better=lower).iloc[0]
    told = headline(row, texts("id"), participants="teachers")
    assert "guru" in told
    assert "siswa" not in told
    assert told.replace("guru", "siswa") == headline(row, texts("id"))
    english = headline(row, texts("en"), participants="teachers")
    assert "student" not in english
    assert english.replace("teacher", "student") == headline(row, texts("en"))


def test_of_nobody_too():
    row = summarise(marks_table([60], [70], aspect="teknis")).iloc[0].copy()
    row["n_matched"] = 0
    assert headline(row, texts("id"), participants="teachers").startswith("0 dari 1 guru")


def test_a_number_of_people():
    assert people(3, "students", texts("id")) == "3 siswa"
    assert [people(n, "teachers", texts("en")) for n in (1, 2)] == ["1 teacher", "2 teachers"]
