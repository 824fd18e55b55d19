"""Problems and errors, as sentences."""

from capaian.locale import texts
from capaian.problems import Problem, Severity, UnreadableFile


def test_a_problem_names_its_place_and_writes_numbers_as_the_reader_does() -> None:
    problem = Problem(
        code="any",
        severity=Severity.BLOCKS,
        sentence="Sheet “{sheet}”, sel {cell}: tertulis {read}. Nilai harus {low}-{high}.",
        file="nilai.xlsx", sheet="XI TKR 2", cell="F17", read="860", fields={"low": 0.0, "high": 92.5},
    )  # fmt: skip
    assert problem.message(texts("id")) == "Sheet “XI TKR 2”, sel F17: tertulis 860. Nilai harus 0-92,5."


def test_what_was_read_is_never_taken_for_a_field() -> None:
    problem = Problem("any", Severity.REMARK, "Tertulis {read}.", "{cell}.xlsx", read="{file} {0} {x}")
    assert problem.message(texts("id")) == "Tertulis {file} {0} {x}."


def test_an_unreadable_file_carries_its_code_and_its_sentence() -> None:
    error = UnreadableFile("not_a_workbook", "Isi berkas {file} bukan Excel.", file="a.xls")
    assert (error.code, error.message(texts("id")), str(error)) == (
        "not_a_workbook", "Isi berkas a.xls bukan Excel.", "Isi berkas a.xls bukan Excel.",
    )  # fmt: skip
