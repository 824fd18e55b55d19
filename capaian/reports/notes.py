"""The notes of one sheet: ours added to those that stand there, earlier ones of ours taken out.

A line of ours starts with `Capaian: `, so that it is known again after Excel or LibreOffice saved the
file; whatever else a note says is kept, with its formats.
"""

import re
from collections.abc import Mapping
from typing import Final

from capaian.reports.marked_cells import MarkedSheet, Place, cell_of, place_of
from capaian.reports.note_shapes import drawn_notes, redrawn_notes
from capaian.reports.package import Package
from capaian.reports.splicing import Node, Splices, outline, refuse, xml_text

SIGN: Final = "Capaian: "
_LINE: Final = re.compile(r"\n" + SIGN + r"[^\n]*")
_COMMENTS_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE: Final = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_RUN: Final = (
    '<{0}r><{0}rPr><{0}sz val="9"/><{0}color indexed="81"/><{0}rFont val="Tahoma"/><{0}family val="2"/></{0}rPr>'
)


def has_notes_of_ours(package: Package, part: str) -> bool:
    """Whether the sheet of this part carries a note of an earlier copy."""
    comments = (relation.target for relation in package.relations(part) if relation.kind == "comments")
    return any(SIGN.encode() in package.read(name) for name in comments)


def write_notes(
    package: Package, part: str, sheet: MarkedSheet, notes: Mapping[Place, str], *, types: str, namespace: str
) -> None:
    """Write these notes (lines without our sign) and the sheet, whose part is `part`.

    types: how the types of relationships begin in this package; namespace: that of its sheets.
    """
    signed = {place: "\n".join(SIGN + line for line in note.split("\n")) for place, note in notes.items()}
    related = {relation.kind: relation.target for relation in package.relations(part)}
    comments = related.get("comments")
    if comments is None and notes:
        comments = package.free_name("xl/comments{n}.xml")
        empty = f'<comments xmlns="{namespace}"><authors></authors><commentList></commentList></comments>'
        package.relate(part, type_of=f"{types}/comments", target=comments)
        package.write(comments, empty.encode(), content_type=_COMMENTS_TYPE)
    if comments is None or not (notes or has_notes_of_ours(package, part)):
        package.write(part, sheet.written())
        return
    body, kept, gone = _with_notes(package.read(comments), signed)
    package.write(comments, body)
    drawing = next((one.target for one in package.relations(part) if one.id == sheet.legacy_drawing), None)
    if drawing is not None:
        package.write(drawing, redrawn_notes(package.read(drawing), signed, gone=gone))
        package.write(part, sheet.written())
    else:
        drawing = package.free_name("xl/drawings/vmlDrawing{n}.vml")
        package.declare_extension("vml", _VML_TYPE)
        package.write(drawing, drawn_notes({**dict.fromkeys(kept, ""), **signed}))
        identity = package.relate(part, type_of=f"{types}/vmlDrawing", target=drawing)
        package.write(part, sheet.written(drawing=identity, types=types))


def _with_notes(xml: bytes, notes: Mapping[Place, str]) -> tuple[bytes, set[Place], set[Place]]:
    """The comments part with these notes, the cells that have one now, and those that have none any more."""
    root, splices = outline(xml, 6, texts=True), Splices(xml)
    listed, authors = root.child("commentList"), root.child("authors")
    if listed is None or authors is None:
        refuse()
    kept: set[Place] = set()
    gone: set[Place] = set()
    for comment in listed.children:
        place, text = place_of(comment.attributes.get("ref")), comment.child("text")
        if place is None or text is None:
            continue
        changes, is_left = _stripped(text)
        if changes and not is_left:
            splices.put(comment.start, b"", end=comment.end)
            gone.add(place)
            continue
        for start, end, changed in changes:
            splices.put(start, changed, end=end)
        if place in notes and place not in kept:
            _append(splices, text, notes[place], without={start for start, _, changed in changes if not changed})
        kept.add(place)
    new = {place: note for place, note in sorted(notes.items()) if place not in kept}
    if new:
        author = next((at for at, one in enumerate(authors.children) if one.text == "Capaian"), len(authors.children))
        if author == len(authors.children):
            splices.grow(authors, _prefixed(root, "<{0}author>Capaian</{0}author>"))
        head, tail = '<{0}comment ref="%s" authorId="%d"><{0}text>', "</{0}text></{0}comment>"
        pieces = (
            _prefixed(root, head % (cell_of(place), author)) + _run(root, note) + _prefixed(root, tail)
            for place, note in new.items()
        )
        splices.grow(listed, b"".join(pieces))
    return splices.result(), kept | set(new), gone - set(new)


def _stripped(text: Node) -> tuple[list[tuple[int, int, bytes]], bool]:
    """Where a note's text changes so that no line of ours is left in it, and whether anything else is."""
    runs = [(run, run if run.name == "t" else run.child("t")) for run in text.find("r", "t")]
    shown: list[str] = []
    above = "\n"
    for _, words in runs:
        starts = "\n" if above.endswith("\n") else ""
        above = words.text if words else ""
        shown.append(_LINE.sub("", starts + above).removeprefix(starts))
    if "".join(shown) != "".join(words.text for _, words in runs if words):
        last = max((at for at, part in enumerate(shown) if part), default=0)
        shown[last] = shown[last].rstrip("\n")
    changes = [
        (words.inside, words.close, xml_text(part, cell=False)) if part else (run.start, run.end, b"")
        for (run, words), part in zip(runs, shown, strict=True)
        if words and part != words.text
    ]
    return changes, any(part.strip() for part in shown)


def _append(splices: Splices, text: Node, note: str, *, without: set[int]) -> None:
    """A run with our note behind what an older note says; text without a run gets one. without: runs taken out."""
    runs = text.find("r", "t")
    for words in (run for run in runs if run.name == "t" and run.start not in without):
        splices.put(words.start, _prefixed(text, "<{0}r>"))
        splices.put(words.end, _prefixed(text, "</{0}r>"))
    if text.is_empty:
        splices.grow(text, _run(text, note))
    else:
        splices.put(max((run.end for run in runs), default=text.inside), _run(text, note, above="\n"))


def _run(near: Node, note: str, *, above: str = "") -> bytes:
    start, end = _prefixed(near, _RUN + '<{0}t xml:space="preserve">'), _prefixed(near, "</{0}t></{0}r>")
    return start + xml_text(above + note) + end


def _prefixed(near: Node, pattern: str) -> bytes:
    return pattern.format(near.prefix.decode()).encode()
