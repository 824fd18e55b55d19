"""Every workbook opens without being repaired, and nothing that a person wrote in it runs or leads anywhere."""

import io
import itertools
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest

from capaian.improvement import gains, summarise
from capaian.locale import texts
from capaian.reading import read_workbooks
from capaian.reports import CohortReport, ScoringRule, form_workbook, shareable_workbook, summary_workbook
from tests.reports.ooxml import faults
from tests.reports.tables import crowd, opened, report

ID, EN = texts("id"), texts("en")
STARTS = ("=", "+", "-", "@", "\t=", "\r=", "'=", '"=', "=-", "%0A=", "\ufeff=", " =", "＝", "<r>", "_x003D_", "\x00=")
MIDDLES = (
    'HYPERLINK("http://127.0.0.1/","x")', "cmd|' /C calc'!A0", "SUM(A1:A9)", "1+1", "Ahmad", "IMPORTXML(1)",
    "DDE(\"a\";\"b\")", "http://127.0.0.1/", "mailto:a@example.org", "file:///etc/passwd", "Siswa!A1", "{row}", "%s",
    "&P",
    "<f>1+1</f>", "]]><c t='str'/>", "&#61;1", "-->", "<hyperlink ref='A1'/>", "\u202eevil", "😀", "\n=1", "_x0041_",
)  # fmt: skip
ENDS = ("", "</r>", ")")
HOSTILE = list(dict.fromkeys("".join(parts) for parts in itertools.product(STARTS, MIDDLES, ENDS)))[:1000]


def hostile(at: int = 0) -> CohortReport:
    """A cohort whose every name, and every other word a person wrote, is hostile."""
    plain = crowd(len(HOSTILE))
    word = HOSTILE[at::7]
    roster = plain.roster.assign(name=HOSTILE, class_name=[f"{word[n % 3]}"[:60] for n in range(len(HOSTILE))])
    roster["nis"], roster["programme"] = [name[:20] for name in HOSTILE], [word[n % 2] for n in range(len(HOSTILE))]
    scores = plain.scores.assign(criterion=[word[3], word[4]] * (len(plain.scores) // 2))
    scores = pd.concat([scores, scores.assign(criterion=word[5])], ignore_index=True)
    scores["criterion"] = [word[3 + n % 2] for n in range(len(scores) // 2)] + [word[5]] * (len(scores) // 2)
    certificates = pd.DataFrame(
        [(1, HOSTILE[0], word[0], word[1], word[2], "K", "BK", word[3], word[4], None, None)] * 3,
        columns=["student", "name", "scheme", "unit_code", "unit_title", "result", "overall", "issuer", "number",
                 "issued_on", "valid_until"],
    )  # fmt: skip
    rule = ScoringRule("teknis", word[3], 40.0, conversion=word[6])
    return replace(
        plain,
        school=word[7],
        cohort_name=f"{word[8]}{at}",
        partner=word[9],
        field=word[10],
        filters={word[0]: word[1]},
        roster=roster,
        scores=scores,
        gains=gains(scores),
        summary=summarise(scores),
        sources=((word[2], "ab" * 32),),
        certificates=certificates,
        rules=(rule,),
    )


MADE: dict[str, Callable[[], bytes]] = {
    "one cohort": lambda: summary_workbook(report(), ID),
    "one cohort in English": lambda: summary_workbook(report(), EN),
    "a cohort without marks": lambda: summary_workbook(report(scores=report().scores.iloc[:0]), ID),
    "nobody": lambda: summary_workbook(report(roster=report().roster.iloc[:0]), ID),
    "several cohorts": lambda: summary_workbook([crowd(12), crowd(30, cohort_name="Las 2027")], ID, title="Sekolah"),
    "shared": lambda: shareable_workbook(crowd(30, aspects=("kognitif", "teknis")), ID),
    "several shared": lambda: shareable_workbook([crowd(12), crowd(9, cohort_name="Las 2027")], EN, title="School"),
    "nothing to share": lambda: shareable_workbook(report(), ID),
    "hostile": lambda: summary_workbook(hostile(), ID),
    "several hostile": lambda: summary_workbook([hostile(), hostile(1)], ID, title=HOSTILE[5]),
    "hostile shared": lambda: shareable_workbook(hostile(), EN),
    "hostile form": lambda: form_workbook(
        school=HOSTILE[1], cohort_name=HOSTILE[2], roster=hostile().roster, criteria={"teknis": HOSTILE[3:5]}, t=ID
    ),
}


@pytest.mark.parametrize("name", MADE)
def test_it_opens_without_repair_and_nothing_in_it_runs(name: str) -> None:
    content = MADE[name]()
    assert faults(content) == []
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert not [part for part in parts.namelist() if "externalLink" in part or part.endswith(".bin")]
        written = b"".join(parts.read(part) for part in parts.namelist() if "/worksheets/" in part)
    assert b"<hyperlink" not in written
    formulas = "".join(found.decode() for found in re.findall(rb"<f>([^<]*)</f>", written))
    assert set(re.findall(r"([A-Z.]+)\(", formulas)) <= {
        "IF", "COUNT", "COUNTIF", "COUNTIFS", "AVERAGE", "AVERAGEIFS", "TINV", "STDEV", "SQRT", "SUMPRODUCT", "EXACT",
        "SUBTOTAL", "EXP", "GAMMALN",
    }  # fmt: skip
    assert not re.search(r"http|cmd|calc|mailto|passwd|Ahmad", formulas)
    assert opened(content).sheetnames


def test_hostile_names_come_back_as_they_were_written() -> None:
    book = opened(summary_workbook(hostile(), ID))
    (column,) = [cell.column for cell in book["Siswa"][5] if cell.value == "Nama"]
    cells = [row[column - 1] for row in book["Siswa"].iter_rows(min_row=6)]
    assert {cell.data_type for cell in cells} == {"s"}
    readable = {name for name in HOSTILE if name.isprintable()}
    told = {cell.value.removesuffix(" ") if str(cell.value).startswith("<r>") else cell.value for cell in cells}
    assert told >= {name for name in readable if "_x" not in name}


def test_a_hostile_workbook_is_read_and_asks_for_nothing_new() -> None:
    reading = read_workbooks([("ringkasan.xlsx", summary_workbook(hostile(), ID))])
    assert [file.status for file in reading.files] == ["ok"]
    assert len(reading.students) > 900
