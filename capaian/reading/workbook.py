"""Bytes to sheets of cells with Excel addresses, within caps, by a child process."""

from __future__ import annotations  # array[float] is a type only to readers of types

from array import array
from typing import Any

from capaian.reading.cells import Sheet, Workbook, address
from capaian.reading.child.packing import unpack_answer, unpack_cells
from capaian.reading.kinds import refuse_other_kinds
from capaian.reading.limits import Limits
from capaian.reading.process import ChildEnded, run_child
from capaian.reading.refusals import refused


def read_workbook(file: str, content: bytes, limits: Limits) -> Workbook:
    """The sheets of one workbook, xlsx, xls, xlsb or ods by its bytes, never by its name.

    Values only: macros are not run, formulas not computed, links not followed. Hidden sheets and
    those beyond `limits.max_cells` are listed with read False. Raises UnreadableFile (its code is
    one of capaian.reading.refusals) where no sheet at all can be had.
    """
    refuse_other_kinds(file, content, limits)
    try:
        head, doubles = unpack_answer(run_child(content, limits))
    except ChildEnded as ended:
        raise refused(ended.code, limits) from None
    except ValueError:
        raise refused("crashed", limits) from None
    if "refused" in head:
        raise refused(head["refused"], limits)
    workbook = Workbook(file=file, format=head["format"], sheets=tuple(_sheets(head["sheets"], doubles)))
    _refuse_where_nothing_is_read(workbook, limits)
    return workbook


def _sheets(heads: list[dict[str, Any]], doubles: array[float]) -> list[Sheet]:
    sheets: list[Sheet] = []
    used = 0
    for head in heads:
        said = {"name": head["name"], "visibility": head["visibility"], "why_not": head["why_not"]}
        if head["why_not"]:
            sheets.append(Sheet(**said, read=False))
            continue
        end = used + head["doubles"]
        sheets.append(
            Sheet(
                **said,
                first_row=head["first"][0],
                first_column=head["first"][1],
                rows=unpack_cells(head, doubles[used:end]),
                merges=[tuple(merge) for merge in head["merges"]],
                uncalculated=frozenset((row, column) for row, column in head["uncalculated"]),
                errors={(row, column): name for row, column, name in head["errors"]},
                far=tuple(address(row, column) for row, column in head["far"]),
            )
        )
        used = end
    return sheets


def _refuse_where_nothing_is_read(workbook: Workbook, limits: Limits) -> None:
    reasons = [sheet.why_not for sheet in workbook.sheets]
    if reasons and None in reasons:
        return
    visible = [reason for reason in reasons if reason not in (None, "hidden")]
    raise refused(visible[0] if visible else "all_hidden" if reasons else "no_sheet", limits)
