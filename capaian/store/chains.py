"""Imports, what undid them, and what undid that: who is in effect."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from capaian.store.import_tables import import_undos


@dataclass(frozen=True, slots=True)
class Chains:
    """undone_by: the import that undid another one, by that one's id; undo_of: the same the other way round."""

    undone_by: Mapping[int, int]
    undo_of: Mapping[int, int]

    def tip(self, import_id: int) -> int:
        """The last one of a chain of undoing."""
        while import_id in self.undone_by:
            import_id = self.undone_by[import_id]
        return import_id

    def in_effect(self, import_id: int) -> bool:
        """Whether what the import did stands: it was never undone, or its undo was."""
        steps = 0
        while import_id in self.undone_by:
            import_id, steps = self.undone_by[import_id], steps + 1
        return steps % 2 == 0

    def undone(self, import_ids: Iterable[int]) -> list[int]:
        """Those that are not in effect."""
        return [import_id for import_id in import_ids if not self.in_effect(import_id)]


def chains_of(connection: Connection, school: int) -> Chains:
    """All chains of a school; a school undoes few imports."""
    query = select(import_undos.c.import_id, import_undos.c.of_import).where(import_undos.c.school == school)
    pairs = [(row.import_id, row.of_import) for row in connection.execute(query)]
    return Chains({old: new for new, old in pairs}, dict(pairs))
