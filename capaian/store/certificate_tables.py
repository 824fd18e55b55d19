"""The tables of what students hold when a training is over: certificates, their units, and what was done to them."""

from typing import Final

from sqlalchemy import CheckConstraint, Column, Index, Integer, UniqueConstraint

from capaian.store.schema import cohorts, enrolments
from capaian.store.tables import number, table, words

CERTIFICATE: Final = (
    "student", "scheme", "issuer", "issuer_kind", "number", "issued_on", "valid_until", "overall", "recommended",
)  # fmt: skip
"""What is known of a certificate besides its ids and units."""

certificates = table(
    "certificates",
    number("school"), number("id"), number("cohort"), number("student"), words("scheme"), words("issuer"),
    words("issuer_kind"), words("number"), words("issued_on", empty=True), words("valid_until", empty=True),
    words("overall", empty=True), words("recommended", empty=True),
    UniqueConstraint("school", "cohort", "student", "scheme"),
    CheckConstraint("issuer_kind IN ('', 'blpt', 'lsp')", "issuer_kind"),
    CheckConstraint("issued_on <= valid_until", "dates"),
    CheckConstraint("overall IN ('K', 'BK')", "overall"),
    CheckConstraint("recommended IN ('K', 'BK')", "recommended"),
    key=("school", "id"), refers={("school", "cohort", "student"): enrolments},
)  # fmt: skip
"""One row a student and scheme of a cohort. scheme, issuer, number: "" where unknown.

overall: what the LSP (or the training centre) decided, null while nothing is known. recommended: what
the assessor recommended, which decides nothing. Days are ISO text; valid_until null: no end is written.
"""

unit_results = table(
    "unit_results",
    number("school"), number("certificate"), number("place"), number("student"), words("code"), words("title"),
    words("result"),
    CheckConstraint("result IN ('K', 'BK')", "result"),
    CheckConstraint("length(code) + length(title) > 0", "named"),
    key=("school", "certificate", "place"), refers={("school", "certificate"): certificates},
)  # fmt: skip
"""One row a unit that was assessed. place: its order in the certificate, from 0."""

certificate_saves = table(
    "certificate_saves",
    number("school"), number("id"), number("cohort"), number("account_id", empty=True), words("at"), words("kind"),
    number("undo_of", empty=True),
    *(Column(count, Integer, nullable=False) for count in ("new", "changed", "removed")),
    UniqueConstraint("school", "undo_of"),
    Index(None, "school", "cohort"),
    CheckConstraint("kind IN ('import', 'hand', 'removal', 'undo')", "kind"),
    key=("school", "id"), refers={("school", "cohort"): cohorts},
)  # fmt: skip
"""One row a time that certificates of a cohort changed. undo_of: the save that this one took back, once."""

certificate_changes = table(
    "certificate_changes",
    number("school"), number("save_id"), number("place"), number("student"), words("row_before", empty=True),
    words("row_after", empty=True),
    Index(None, "school", "student"),
    CheckConstraint("row_before IS NOT NULL OR row_after IS NOT NULL", "some_row"),
    key=("school", "save_id", "place"), refers={("school", "save_id"): certificate_saves},
)  # fmt: skip
"""What a save did to one certificate: it with its units before and after, as JSON; null where there was none."""
