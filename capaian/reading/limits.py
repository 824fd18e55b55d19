"""What reading one file may cost."""

from dataclasses import dataclass

from capaian.settings import Settings


@dataclass(frozen=True, slots=True)
class Limits:
    """max_cells: cells of one sheet, the rectangle they span. seconds, memory_mb: of the child that reads.

    max_bytes: the file itself, as it was uploaded.
    """

    max_cells: int = 1_000_000
    seconds: int = 12
    memory_mb: int = 1024
    max_bytes: int = 10 * 1024 * 1024


def limits_of(settings: Settings) -> Limits:
    """The limits that the operator has set."""
    return Limits(
        max_cells=settings.max_cells,
        seconds=settings.read_seconds,
        memory_mb=settings.read_memory_mb,
        max_bytes=settings.max_upload_mb * 1024 * 1024,
    )


def xml_is_safe(version: tuple[int, ...]) -> bool:
    """Whether this expat is free of the fault that makes long tokens take for ever (CVE-2023-52425), mended in 2.6.0.

    Older ones are met by handing every part of a workbook over whole, never in pieces; a test holds that.
    """
    return version >= (2, 6, 0)
