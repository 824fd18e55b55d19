"""A sheet as the container tells of it, before its cells are read."""


class FoundSheet:
    """name, visibility and why_not as in capaian.reading.cells.Sheet; the rest is filled where the format tells it."""

    __slots__ = ("errors", "far", "merges", "name", "uncalculated", "visibility", "why_not")

    def __init__(self, name: str, visibility: str = "visible", why_not: str | None = None) -> None:
        self.name, self.visibility, self.why_not = name, visibility, why_not
        self.errors: list[tuple[int, int, str]] = []
        self.uncalculated: list[tuple[int, int]] = []
        self.far: list[tuple[int, int]] = []
        self.merges: list[tuple[int, int, int, int]] | None = None
        if visibility != "visible" and why_not is None:
            self.why_not = "hidden"


class Opened:
    """A container made safe: what it is, the bytes calamine shall read, its sheets in calamine's order."""

    __slots__ = ("content", "format", "sheets")

    def __init__(self, kind: str, content: bytes, sheets: list[FoundSheet]) -> None:
        self.format, self.content, self.sheets = kind, content, sheets
