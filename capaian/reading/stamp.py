"""What a form of Capaian says of itself: for which cohort it was made, and when."""

import datetime
import io
import json
import zipfile
import zlib
from dataclasses import dataclass
from typing import Final
from xml.etree import ElementTree as ET

_PLACE: Final = "docProps/custom.xml"
_NAME: Final = "capaian_form"
_MOST_BYTES: Final = 65_536
_VALUE: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes}lpwstr"


@dataclass(frozen=True, slots=True)
class Stamp:
    """cohort_id: in the database that made the form. made_at: UTC; what changed there later the form cannot know."""

    cohort_id: int
    made_at: datetime.datetime


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
            if made_at.tzinfo is None or not isinstance(told["cohort"], int):
                return None
            return Stamp(told["cohort"], made_at.astimezone(datetime.UTC))
    return None
