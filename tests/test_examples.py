"""The workbooks in data/ are those that the program makes, and show what their README says."""

from pathlib import Path

import pytest

from capaian.reading import read_workbooks
from tests.examples import DATA, EXAMPLES, make


def read(*names: str):
    return read_workbooks([(name, (DATA / name).read_bytes()) for name in names])


def test_they_are_made_again_byte_for_byte(tmp_path: Path) -> None:
    make(tmp_path)
    assert [name for name in EXAMPLES if (tmp_path / name).read_bytes() != (DATA / name).read_bytes()] == []


def test_the_readme_names_each() -> None:
    readme = (DATA / "README.md").read_text("utf-8")
    assert [name for name in EXAMPLES if f"`{name}`" not in readme] == []
    assert {path.name for path in DATA.glob("*.xlsx")} == set(EXAMPLES)


@pytest.mark.parametrize(
    ("names", "students", "marks", "missing"),
    [
        (["1-formulir-terisi.xlsx"], 30, 600, 20),
        (["2-daftar-nilai-kelas.xlsx"], 30, 180, 0),
        (["3-nilai-sebelum.xlsx", "4-nilai-sesudah.xlsx"], 30, 180, 6),
    ],
)
def test_good_ones_are_read_whole(names: list[str], students: int, marks: int, missing: int) -> None:
    reading = read(*names)
    assert [problem.code for problem in reading.problems if problem.severity != "remark"] == []
    assert (len(reading.students), len(reading.marks)) == (students, marks)
    assert reading.marks["score"].isna().sum() == missing


def test_the_same_people_stand_in_every_file() -> None:
    rosters = [set(read(name).students["nisn"]) for name in list(EXAMPLES)[:4]]
    assert all(roster == rosters[0] for roster in rosters)
    assert all(nisn.startswith("00") and len(nisn) == 10 for nisn in rosters[0])


def test_the_one_with_mistakes_names_each_cell() -> None:
    problems = read("5-dengan-kesalahan.xlsx").problems
    assert {problem.cell for problem in problems if problem.severity == "blocks"} == {"F17", "B11", "E22"}
