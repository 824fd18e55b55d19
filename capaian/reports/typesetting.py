"""Paper: a template of ours and plain data, set by typst with the fonts it carries.

What people wrote reaches a template as data and never as markup. A template sees nothing but the files handed to
it here: no folder of the computer, no package of another host, no font of the system.
"""

import datetime
import io
import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

import typst

FOLDER: Final = Path(__file__).with_name("paper")
Form = Literal["pdf", "png"]


def typeset(
    template: str,
    data: Mapping[str, Any],
    *,
    made_at: datetime.datetime,
    form: Form = "pdf",
    ppi: float = 144,
    tagged: bool = True,
) -> list[bytes]:
    """The paper: one PDF, or one PNG a page.

    template: a name in the folder `paper`, `letters`. data: what its `/data.json` holds, words ready to be read and
    pictures as text or as lists of bytes. tagged: whether a PDF tells its structure to a screen reader, at five
    times the size. The same data and moment give the same bytes.
    """
    data_file = json.dumps(data, ensure_ascii=False, allow_nan=False).encode()
    files: Any = {**_templates(), "main.typ": _templates()[f"{template}.typ"], "data.json": data_file}
    made: Any = typst.Compiler(files, font_paths=_fonts()).compile(
        format=form, ppi=ppi, timestamp=int(made_at.timestamp()), pdf_tags=tagged
    )
    return made if isinstance(made, list) else [made]


def joined(parts: Sequence[bytes], paper: Mapping[str, Any]) -> bytes:
    """PDFs one behind the other. paper: title and author of the whole."""
    from pypdf import PdfWriter

    stream = io.BytesIO()
    with PdfWriter() as whole:
        for part in parts:
            whole.append(io.BytesIO(part), import_outline=False)
        whole.add_metadata({"/Title": paper["title"], "/Author": paper["author"]})
        whole.write(stream)
    return stream.getvalue()


@cache
def _templates() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(FOLDER.glob("*.typ"))}


@cache
def _fonts() -> typst.Fonts:
    """Those in typst itself: Libertinus Serif for words, the others for signs it lacks."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)
