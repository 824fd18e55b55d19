"""Lists of certificates as the store sees them, made from plain rows."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from capaian.reading import CertificatesRead, FoundCertificate, ListedFile, UnitResult

UNITS = (UnitResult("X.1.01", "Keselamatan kerja", "K"), UnitResult("X.2.01", "Mengelas pelat", "K"))


def certificates_of(people: Sequence[tuple[str, str, str, str]], *each: Any, **told: Any) -> CertificatesRead:
    """people: (name, nisn, nis, class). each: what the list says of them in turn; told: of everybody."""
    rows = [
        {"student": i, "nisn": nisn, "nis": nis, "name": name, "sex": "", "class_name": class_name, "programme": "",
         "file": "sertifikat.xlsx", "sheet": "Hasil", "row": i + 2}
        for i, (name, nisn, nis, class_name) in enumerate(people)
    ]  # fmt: skip
    found = [
        FoundCertificate(**{"student": i, "scheme": "Las Dasar", **told, **(each[i] if i < len(each) else {})})
        for i in range(len(people))
    ]
    return CertificatesRead((ListedFile("sertifikat.xlsx", "0" * 64),), pd.DataFrame(rows), tuple(found), ())
