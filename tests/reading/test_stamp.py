import datetime
import io
import zipfile

import pytest

from capaian.reading.stamp import Stamp, read_stamp

TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
MADE = '{"kind": "form", "cohort": 7, "made_at": "2026-06-20T07:00:00+08:00"}'


def packed(value, *, name="capaian", head=""):
    property_ = f'<property name="{name}"><vt:lpwstr xmlns:vt="{TYPES}">{value}</vt:lpwstr></property>'
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as book:
        book.writestr("docProps/custom.xml", f"{head}<Properties>{property_}</Properties>")
    return content.getvalue()


def test_a_form_says_for_which_cohort_and_when_it_was_made():
    made_at = datetime.datetime(2026, 6, 19, 23, tzinfo=datetime.UTC)
    assert read_stamp(packed(MADE.replace('"', "&quot;"))) == Stamp("form", 7, made_at)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK",
        b"PK\x03\x04 damaged",
        b"not a workbook",
        packed(MADE, name="other"),
        packed("1"),
        packed("not JSON"),
        packed('{"kind": "form", "cohort": 7}'),
        packed('{"kind": "letter", "cohort": 7, "made_at": "2026-06-20T07:00:00+08:00"}'),
        packed('{"kind": "form", "cohort": "7", "made_at": "2026-06-20T07:00:00+08:00"}'),
        packed('{"kind": "form", "cohort": 7, "made_at": "2026-06-20T07:00:00"}'),
        packed('{"kind": "form", "cohort": 7, "made_at": "yesterday"}'),
        packed('{"kind": "form", "cohort": 7, "made_at": 5}'),
        packed(MADE, head='<!DOCTYPE x [<!ENTITY a "b">]>'),
        packed(MADE + " " * 70_000),
    ],
)
def test_what_is_no_stamp_of_ours_is_none(content):
    assert read_stamp(content) is None
