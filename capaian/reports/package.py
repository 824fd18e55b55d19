"""A workbook's package: its parts, the relationships between them, their declared types.

Parts that are not written anew are copied byte for byte.
"""

import io
import posixpath
import re
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from capaian.reports.splicing import Splices, outline, refuse, xml_attribute

_MOST_PARTS: Final = 4_000
_MOST_OF_A_PART: Final = 128 << 20
"""What one part that is looked into may hold, unpacked."""
_MOST: Final = 512 << 20
_CHUNK: Final = 1 << 20
_TYPES: Final = "[Content_Types].xml"
_RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_NO_RELATIONSHIPS: Final = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{_RELATIONSHIPS}"></Relationships>'
).encode()


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship of a part. kind: the last word of its type (`worksheet`). target: a part's name."""

    id: str
    kind: str
    type: str
    target: str


@contextmanager
def _whole_zip() -> Iterator[None]:
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError):
        refuse()


class Package:
    """The parts of one Office Open XML file. Raises UnreadableFile where it is none, damaged or too big."""

    def __init__(self, content: bytes) -> None:
        with _whole_zip():
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        entries = self._zip.infolist()
        self._names = {_plain(entry.filename): entry.filename for entry in entries}
        self._new: dict[str, bytes] = {}
        methods = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
        if (
            len(entries) > _MOST_PARTS
            or len(self._names) != len(entries)
            or sum(entry.file_size for entry in entries) > _MOST
            or any(entry.flag_bits & 1 or entry.compress_type not in methods for entry in entries)
            or _TYPES.lower() not in self._names
        ):
            refuse()

    def __contains__(self, name: str) -> bool:
        return _plain(name) in self._names

    def read(self, name: str) -> bytes:
        """A part as it is now; the case of its name does not matter."""
        stored = self._names.get(_plain(name)) or refuse()
        if stored in self._new:
            return self._new[stored]
        if self._zip.getinfo(stored).file_size > _MOST_OF_A_PART:
            refuse()
        with _whole_zip():
            return self._zip.read(stored)

    def write(self, name: str, body: bytes, *, content_type: str | None = None) -> None:
        """A part's new bytes; content_type: of a part that was not there."""
        if name in self and self.read(name) == body:
            return
        self._new[self._names.setdefault(_plain(name), name)] = body
        if content_type is not None:
            self._declare(b'Override PartName="/' + xml_attribute(name), content_type)

    def declare_extension(self, extension: str, content_type: str) -> None:
        """The type of all parts whose name ends so, unless it is declared already."""
        known = outline(self.read(_TYPES), 2).find("Default")
        if not any(one.attributes.get("Extension", "").lower() == extension for one in known):
            self._declare(f'Default Extension="{extension}'.encode(), content_type)

    def _declare(self, start: bytes, content_type: str) -> None:
        xml = self.read(_TYPES)
        root, splices = outline(xml, 1), Splices(xml)
        splices.grow(root, b"<" + root.prefix + start + f'" ContentType="{content_type}"/>'.encode())
        self.write(_TYPES, splices.result())

    def free_name(self, pattern: str) -> str:
        """The first name of this pattern (`xl/comments{n}.xml`) that no part has."""
        return next(name for n in range(1, len(self._names) + 2) if (name := pattern.format(n=n)) not in self)

    def relations(self, part: str) -> list[Relation]:
        """The relationships of a part (`` for the package itself) to other parts of the package."""
        name = _relations_of(part)
        if name not in self:
            return []
        found = [node.attributes for node in outline(self.read(name), 2).find("Relationship")]
        return [
            Relation(
                one.get("Id", ""),
                one.get("Type", "").rpartition("/")[2],
                one.get("Type", ""),
                posixpath.normpath(posixpath.join("/", posixpath.dirname(part), one.get("Target", ""))).lstrip("/"),
            )
            for one in found
            if one.get("TargetMode") != "External"
        ]

    def relate(self, part: str, *, type_of: str, target: str) -> str:
        """A new relationship from one part to another; its id."""
        name = _relations_of(part)
        xml = self.read(name) if name in self else _NO_RELATIONSHIPS
        root, splices = outline(xml, 2), Splices(xml)
        used = [re.fullmatch(r"rId(\d{1,9})", node.attributes.get("Id", "")) for node in root.children]
        identity = f"rId{max((int(found[1]) for found in used if found), default=0) + 1}"
        element = f'Relationship Id="{identity}" Type="{type_of}" Target="/'.encode() + xml_attribute(target) + b'"/>'
        splices.grow(root, b"<" + root.prefix + element)
        self.write(name, splices.result())
        return identity

    def packed(self) -> bytes:
        """The file's bytes: old parts in their order, then new ones."""
        whole = io.BytesIO()
        with _whole_zip(), zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as new:
            for old in self._zip.infolist():
                entry = zipfile.ZipInfo(old.filename, old.date_time)
                entry.compress_type, entry.external_attr = old.compress_type, old.external_attr
                if old.filename in self._new:
                    new.writestr(entry, self._new[old.filename])
                    continue
                with self._zip.open(old) as source, new.open(entry, "w") as copy:
                    shutil.copyfileobj(source, copy, _CHUNK)
            old_names = set(self._zip.namelist())
            for name in (name for name in self._new if name not in old_names):
                new.writestr(zipfile.ZipInfo(name), self._new[name], zipfile.ZIP_DEFLATED)
        return whole.getvalue()


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _plain(name: str) -> str:
    return name.replace("\\", "/").lower()
