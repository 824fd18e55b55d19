"""What a workbook of Capaian says of itself: what it is, of which cohort, and when it was made."""

import datetime
import io
import json
import zipfile
import zlib
from dataclasses import dataclass
from typing import Final
from xml.etree import ElementTree as ET

_PLACE: Final = "docProps/custom.xml"
_NAME: Final = "capaian"
_KINDS: Final = ("form", "summary", "cohorts", "shareable")
_MOST_BYTES: Final = 65_536
_VALUE: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes}lpwstr"


@dataclass(frozen=True, slots=True)
class Stamp:
    """kind: form, summary of one cohort, of several cohorts, or shareable (without students). made_at: UTC.

    cohort_id: in the database it came from, 0 for none. sheet: of a summary, the one that holds the marks; ""
    for all. What changed in the cohort later the workbook cannot know.
    """

    kind: str
    cohort_id: int
    made_at: datetime.datetime
    sheet: str = ""


def read_stamp(content: bytes) -> Stamp | None:
    """The stamp in an xlsx, a document property that Excel and LibreOffice keep; None where there is none.

    Bytes of any kind are taken; a property that is too long, or no stamp of ours, is none.
    """
    if not content.startswith(b"PK"):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book, book.open(_PLACE) as part:
            text = part.read(_MOST_BYTES + 1)
        if len(text) > _MOST_BYTES or b"<!" in text:
            return None
        return _stamp(ET.fromstring(text))  # noqa: S314 - short, and without a document type
    except (zipfile.BadZipFile, KeyError, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError):
        return None
    except (ET.ParseError, ValueError, TypeError, OverflowError):
        return None


def _stamp(properties: ET.Element) -> Stamp | None:
    for one in properties:
        if one.get("name") == _NAME:
            told = json.loads(one.findtext(_VALUE) or "null")
            made_at = datetime.datetime.fromisoformat(told["made_at"])
            if made_at.tzinfo is None or not isinstance(told["cohort"], int) or told["kind"] not in _KINDS:
                return None
            sheet = told.get("sheet", "")
            return Stamp(told["kind"], told["cohort"], made_at.astimezone(datetime.UTC), str(sheet))
    return None
