"""The tables of what becomes of imports: undone, locked, remembered, kept for later."""

from typing import Final

from sqlalchemy import CheckConstraint, Column, Index, Integer, LargeBinary, UniqueConstraint

from capaian.store.schema import cohorts, import_files, imports, schools
from capaian.store.tables import number, table, words

NOBODY: Final = 0
"""Stands for the account of who has not signed in, and of the school itself."""

import_undos = table(
    "import_undos",
    number("school"), number("import_id"), number("of_import"),
    Column("removed", Integer, nullable=False), Column("kept", Integer, nullable=False),
    UniqueConstraint("school", "of_import"),
    key=("school", "import_id"),
    refers={("school", "import_id"): imports, ("school", "of_import"): imports},
)  # fmt: skip
"""An import that undoes another one, once; to bring that back it is undone itself. removed, kept: marks."""

row_changes = table(
    "row_changes",
    number("school"), number("import_id"), number("number"), words("table_name"), number("student", empty=True),
    words("row_before", empty=True), words("row_after", empty=True),
    Index(None, "school", "student"),
    CheckConstraint("row_before IS NOT NULL OR row_after IS NOT NULL", "some_row"),
    key=("school", "import_id", "number"), refers={("school", "import_id"): imports},
)  # fmt: skip
"""What an undo did to one row of another table, or what an import filled in of a student.

row_before, row_after: the row as a JSON object; null where there was none.
"""

corrected_cells = table(
    "corrected_cells",
    number("school"), number("import_id"), number("number"), words("cell"), words("typed"),
    key=("school", "import_id", "number", "cell"), refers={("school", "import_id"): imports},
)  # fmt: skip
"""A mark that a person typed in place of what stands in the file. number: of the sheet. The mark keeps its raw text."""

cohort_locks = table(
    "cohort_locks",
    number("school"), number("cohort"), number("account", empty=True), words("at"),
    key=("school", "cohort"), refers={("school", "cohort"): cohorts},
)  # fmt: skip
"""A row while a cohort is signed off and may not change."""

remembered_meanings = table(
    "remembered_meanings",
    number("school"), number("id"), number("account"), words("heading_set"), words("headings"), words("meaning"),
    words("at"),
    UniqueConstraint("school", "account", "heading_set"),
    CheckConstraint("length(heading_set) = 64", "heading_set"),
    key=("school", "id"), refers={("school",): schools},
)  # fmt: skip
"""What somebody said once that headings and values mean. account: NOBODY for the school's own."""

import_drafts = table(
    "import_drafts",
    number("school"), number("account"), number("cohort", empty=True), words("at"), words("answers"),
    key=("school", "account"), refers={("school",): schools, ("school", "cohort"): cohorts},
)  # fmt: skip
"""An upload somebody has not finished; one an account."""

draft_files = table(
    "draft_files",
    number("school"), number("account"), number("number"), words("name"), words("sha256"),
    Column("content", LargeBinary),
    CheckConstraint("length(sha256) = 64", "sha256"),
    key=("school", "account", "number"), refers={("school", "account"): import_drafts},
)  # fmt: skip
"""content: the file, encrypted; null where originals are not kept."""

originals = table(
    "originals",
    number("school"), number("import_id"), number("number"), Column("content", LargeBinary, nullable=False),
    key=("school", "import_id", "number"), refers={("school", "import_id", "number"): import_files},
)  # fmt: skip
"""The files of an import, encrypted; only where the operator keeps them."""
