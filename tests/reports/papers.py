"""Papers read back: the words of every page, and a letterhead with names that look like markup."""

import datetime
import io
from typing import Any

from pypdf import PdfReader

from capaian.letterhead import Letterhead, Signatory
from capaian.reports import PaperChoice

HOSTILE = (
    '#read("/etc/passwd")', "*tebal*", "$x$", "<script>alert(1)</script>", "_miring_ `kode`", "\\u{1F600} \\",
    "= Judul", "- butir", "// hilang", "/* hilang */", "@acuan", "#let a = 1", "{{ n }} {n}", "https://contoh.example",
)  # fmt: skip

HEAD = Letterhead(
    name="SMK #CONTOH *BANUA*",
    above=("PEMERINTAH PROVINSI CONTOH", "DINAS $PENDIDIKAN$"),
    address="Jalan Contoh Raya 12, Banjarmasin",
    contact="Telepon (0511) 555 0101",
    place="Banjarmasin",
    principal=Signatory("Plt. Kepala Sekolah", "Dr. Hj. Rahmawati Noor, M.Pd.", "Pembina", "19700101 199503 2 001"),
    second=Signatory("Ketua Pelaksana", "Gusti Fahriannor, S.T."),
)


def choice(**changed: Any) -> PaperChoice:
    """What is chosen, unless told otherwise: A4, internal, without a code."""
    return PaperChoice(**{"letterhead": HEAD, "day": datetime.date(2026, 6, 20), **changed})


def reader(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def pages(content: bytes) -> list[str]:
    """The words of each page on one line."""
    return [" ".join(page.extract_text().split()) for page in reader(content).pages]


def words(content: bytes) -> str:
    return " ".join(pages(content))


def packed(text: str) -> str:
    """Without blanks: where a line broke is no part of what a paper says."""
    return "".join(text.split())
