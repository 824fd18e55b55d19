import pytest

from capaian.problems import UnreadableFile
from capaian.reading.kinds import refuse_other_kinds
from capaian.reading.limits import Limits
from tests.reading.hostile import xlsx

LIMITS = Limits()


def code(file: str, content: bytes, limits: Limits = LIMITS) -> str | None:
    try:
        refuse_other_kinds(file, content, limits)
    except UnreadableFile as refusal:
        return refusal.code
    return None


@pytest.mark.parametrize(
    ("file", "content", "expected"),
    [
        ("nilai.xlsx", xlsx(), None),
        ("nilai.csv", xlsx(), None),
        ("~$nilai.xlsx", b"\x05Siti ", "lock_file"),
        ("C:\\Nilai\\~$nilai.xlsx", b"\x05Siti ", "lock_file"),
        ("~$nilai.xlsx", xlsx(), None),
        ("nilai.xlsx", b"", "empty_file"),
        ("nilai.xls", b"Nama\tNilai", "not_a_workbook"),
        ("nilai.pdf", b"%PDF-1.4", "other_document"),
    ],
)
def test_the_bytes_tell_and_not_the_name(file, content, expected):
    assert code(file, content) == expected


def test_a_file_over_the_limit_is_refused_before_anything_else():
    assert code("nilai.xlsx", b"x" * 11, Limits(max_bytes=10)) == "file_too_big"
