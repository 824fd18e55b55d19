"""Every word that a person wrote, wherever paper or a picture prints it: read as it was written; it does nothing."""

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from PIL import Image

from capaian.improvement import gains, summarise
from capaian.letterhead import Letterhead, Signatory
from capaian.locale import texts
from capaian.reports import (
    CohortReport,
    PaperChoice,
    appendix_paper,
    attendance_paper,
    letterhead_picture,
    letters_paper,
    participants_paper,
    scores_paper,
    summary_paper,
    summary_picture,
)
from tests.reports.papers import HOSTILE, choice, packed, reader, words
from tests.reports.tables import crowd

T = texts("id")
MARKUP = '=1+1 <b>&amp;</b> [x](javascript:1) $x$ #read("/etc/passwd") *a* @acuan <label> :material/home: | -2 +3'
STRANGE = "\t\x00\x07\u202eterbalik\u2028\u200fعربي 😀👨\u200d👩\u200d👧 e\u0301\u0316 日本\ufeff\ufffe\n" + "x" * 90
HEAD_FIELDS = ("kop", "nama", "alamat", "kontak", "jabatan", "ttd", "pangkat", "nip", "jabatan2", "ttd2")


def written(word: str) -> tuple[CohortReport, PaperChoice]:
    """A cohort and a letterhead in which every field is this word, with the field's own name behind it."""
    plain = crowd(12, aspects=("kognitif", "teknis"))
    criteria = [plain.scores.assign(criterion=f"{word} {name}") for name in ("kriteria", "kriteria2")]
    scores = pd.concat(criteria, ignore_index=True)
    roster = plain.roster.assign(
        name=[f"{word} siswa{n}" for n in range(12)], class_name=[f"{word} kelas{n % 2}" for n in range(12)]
    )
    told = {name: f"{word} {name}" for name in ("scheme", "unit_code", "unit_title", "issuer", "number", "recommended")}
    days = {"issued_on": None, "valid_until": None}
    report = replace(
        plain,
        school=f"{word} sekolah",
        cohort_name=f"{word} kohort",
        partner=f"{word} mitra",
        field=f"{word} bidang",
        filters={"Kelas": f"{word} saringan"},
        roster=roster.assign(nis=f"{word[:20]} nis", programme=f"{word} program"),
        scores=scores,
        gains=gains(scores),
        summary=summarise(scores),
        sources=((f"{word} berkas.xlsx", "ab" * 32),),
        certificates=pd.DataFrame([{"student": 1, "name": "", "result": "K", "overall": "BK", **told, **days}]),
    )
    line = dict(zip(HEAD_FIELDS, (f"{word} {name}" for name in HEAD_FIELDS), strict=True))
    head = Letterhead(
        name=line["nama"],
        above=(line["kop"],),
        address=line["alamat"],
        contact=line["kontak"],
        place="Banjarmasin",
        principal=Signatory(line["jabatan"], line["ttd"], line["pangkat"], line["nip"], word[:9]),
        second=Signatory(line["jabatan2"], line["ttd2"]),
    )
    return report, choice(letterhead=head, number=f"{word} nomor", address="https://capaian.contoh.sch.id")


Make = Callable[[CohortReport, PaperChoice], bytes]
PAPERS: dict[str, tuple[Make, tuple[str, ...]]] = {
    "summary": (lambda of, how: summary_paper(of, how, T)[0], ("kohort", "mitra", "bidang", "saringan", "nomor")),
    "appendix": (
        lambda of, how: appendix_paper(of, how, T),
        ("kohort", "mitra", "bidang", "kriteria", "kriteria2", "kelas1", "berkas.xlsx"),
    ),
    "letter": (
        lambda of, how: letters_paper(of, how, T, students=[1]),
        ("siswa0", "kelas0", "kohort", "mitra", "kriteria", "scheme", "issuer", "number", "nomor"),
    ),
    "participants": (lambda of, how: participants_paper(of, how, T), ("siswa0", "siswa11", "kelas1", "program")),
    "attendance": (lambda of, how: attendance_paper(of, how, T), ("siswa0", "siswa11", "kelas1")),
    "marks": (lambda of, how: scores_paper(of, how, T), ("siswa0", "siswa11", "kelas1")),
}
"""What makes each paper, and which fields it prints besides the letterhead and who signs."""


@pytest.mark.parametrize("name", PAPERS)
def test_a_word_is_printed_as_it_was_written_in_every_field(name: str) -> None:
    make, fields = PAPERS[name]
    content = make(*written(MARKUP))
    told = packed(words(content))
    assert [field for field in (*HEAD_FIELDS, *fields) if packed(f"{MARKUP} {field}") not in told] == []
    assert "root:" not in told
    assert not any("/Annots" in page for page in reader(content).pages)


@pytest.mark.parametrize("name", PAPERS)
def test_a_strange_word_spoils_no_paper(name: str) -> None:
    """Signs that no font has, words that run backwards and endless ones: what stands around them can be read."""
    report, how = written(STRANGE)
    told = words(PAPERS[name][0](report, how))
    assert "Banjarmasin, 20 Juni 2026" in told
    assert "12 siswa" in told or "0 sampai 100" in told


@pytest.mark.parametrize("word", [MARKUP, STRANGE], ids=["markup", "strange"])
def test_pictures_take_any_word(word: str) -> None:
    report, how = written(word)
    for content in (summary_picture(report, how, T), letterhead_picture(how.letterhead, how.day, T)):
        assert len(content) < 300_000
        with Image.open(io.BytesIO(content)) as picture:
            assert picture.format == "PNG"


@pytest.mark.parametrize("paper", [participants_paper, scores_paper, letters_paper], ids=lambda made: made.__name__)
def test_every_name_that_looks_like_markup_is_a_name(paper: Any) -> None:
    plain = crowd(len(HOSTILE))
    told = packed(words(paper(replace(plain, roster=plain.roster.assign(name=HOSTILE)), choice(), T)))
    assert [name for name in HOSTILE if packed(name) not in told] == []


def test_an_endless_word_breaks_and_stays_in_its_column() -> None:
    """The widest line of a list whose name is 300 letters without a blank ends before the margin of the sheet."""
    plain = crowd(3)
    report = replace(plain, roster=plain.roster.assign(name="W" * 300, class_name="W" * 40))
    ends: list[float] = []

    def seen(text: str, _: Any, place: Any, __: Any, size: float) -> None:
        if "W" in text:
            ends.append(float(place[4]) + 0.9 * size * len(text.strip()))

    reader(participants_paper(report, choice(), T)).pages[0].extract_text(visitor_text=seen)
    assert ends
    assert max(ends) < 210 / 25.4 * 72 - 20
