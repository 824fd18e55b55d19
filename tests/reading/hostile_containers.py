"""Hostile in the container: zips that lie, break off, or hold what no workbook needs."""

import struct
import zipfile
import zlib

from tests.reading.hostile import (
    MAIN_TYPE,
    PLAIN,
    content_types,
    parts,
    reads,
    refused,
    sheet_xml,
    strings_xml,
    workbook_xml,
    xlsx,
    zipped,
)


@refused("truncated")
def the_first_half_of_a_workbook() -> bytes:
    whole = xlsx()
    return whole[: len(whole) // 2]


@refused("truncated")
def the_end_of_a_directory_without_its_zip() -> bytes:
    return xlsx()[-22:]


@refused("damaged")
def a_directory_of_rubbish() -> bytes:
    whole = xlsx()
    at = whole.index(b"PK\1\2")
    return whole[:at] + b"XX" + whole[at + 2 :]


def _in_directory(whole: bytes, offset: int, form: str, *values: int) -> bytes:
    """The zip with other values in the first entry of its directory."""
    changed = bytearray(whole)
    struct.pack_into(form, changed, whole.index(b"PK\1\2") + offset, *values)
    return bytes(changed)


@refused("password")
def a_zip_with_a_password() -> bytes:
    return _in_directory(xlsx(), 8, "<H", 1)


@refused("zip_method")
def packed_with_lzma() -> bytes:
    return zipped(parts(), method=zipfile.ZIP_LZMA)


@refused("zip_method")
def packed_with_bzip2() -> bytes:
    return zipped(parts(), method=zipfile.ZIP_BZIP2)


@refused("truncated")
def a_part_beyond_the_end_of_the_file() -> bytes:
    return _in_directory(xlsx(), 42, "<L", 0x7FFFFFFF)


@refused("truncated")
def a_part_of_four_gigabytes_by_its_own_word() -> bytes:
    return _in_directory(xlsx(), 20, "<LL", 0xFFFFFFFF, 0xFFFFFFFF)


@refused("zip_bad")
def a_part_larger_than_it_says() -> bytes:
    return _in_directory(xlsx(), 24, "<L", 10)


@refused("zip_bad")
def a_part_smaller_than_it_says() -> bytes:
    return _in_directory(xlsx(), 24, "<L", 100_000)


@refused("zip_bad")
def a_wrong_checksum() -> bytes:
    return _in_directory(xlsx(), 16, "<L", 1)


@refused("zip_bad")
def another_method_in_the_part_than_in_the_directory() -> bytes:
    return _in_directory(xlsx(), 10, "<H", 0)


@refused("zip_overlap")
def two_parts_in_the_same_bytes() -> bytes:
    whole = bytearray(xlsx())
    second = whole.index(b"PK\1\2", whole.index(b"PK\1\2") + 4)
    struct.pack_into("<L", whole, second + 42, 0)
    return bytes(whole)


def _beside_the_sheet(name: str) -> bytes:
    """A plain workbook with a second sheet part of this name; put in afterwards, because zipfile would warn."""
    stand_in = "x" * len(name)
    return zipped({**parts(), stand_in: sheet_xml()}).replace(stand_in.encode(), name.encode())


@refused("zip_duplicate")
def the_same_sheet_twice() -> bytes:
    return _beside_the_sheet("xl/worksheets/sheet1.xml")


@refused("zip_duplicate")
def the_same_sheet_twice_in_other_letters() -> bytes:
    return _beside_the_sheet("XL/worksheets/Sheet1.XML")


@refused("zip_name")
def a_name_that_climbs_out() -> bytes:
    return zipped({**parts(), "../../etc/passwd": "x"})


@refused("zip_name")
def a_name_from_the_root() -> bytes:
    return zipped({**parts(), "/etc/passwd": "x"})


@refused("zip_name")
def a_name_on_a_drive() -> bytes:
    return zipped({**parts(), "C:/windows/system.ini": "x"})


@refused("zip_entries")
def three_thousand_parts() -> bytes:
    return zipped({**parts(), **{f"xl/media/{n}.png": b"" for n in range(3_000)}}, method=zipfile.ZIP_STORED)


def _bomb(path: str, opening: str) -> bytes:
    """A plain workbook in which one part unpacks to a gigabyte, without a gigabyte being packed here.

    A block of deflate that ends in a full flush stands alone: sixty-four of them are a gigabyte.
    """
    block = zlib.compressobj(9, zlib.DEFLATED, -15)
    head = zlib.compressobj(9, zlib.DEFLATED, -15)
    blanks = block.compress(b" " * (16 << 20)) + block.flush(zlib.Z_FULL_FLUSH)
    packed = head.compress(opening.encode()) + head.flush(zlib.Z_FULL_FLUSH) + blanks * 64 + b"\3\0"
    whole = zipped({**parts(), path: ""}, method=zipfile.ZIP_STORED)
    local = whole.index(path.encode()) - 30
    after = local + 30 + len(path)
    changed = bytearray(whole[:after] + packed + whole[after:])
    size = (1 << 30) + len(opening)
    shift = len(packed)
    struct.pack_into("<H", changed, local + 8, 8)
    struct.pack_into("<LL", changed, local + 18, shift, size)
    at = changed.index(b"PK\1\2")
    end = changed.rindex(b"PK\5\6")
    while at < end:
        name_length, extra, comment = struct.unpack_from("<3H", changed, at + 28)
        if changed[at + 46 : at + 46 + name_length] == path.encode():
            struct.pack_into("<H", changed, at + 10, 8)
            struct.pack_into("<LL", changed, at + 20, shift, size)
        elif struct.unpack_from("<L", changed, at + 42)[0] > local:
            struct.pack_into("<L", changed, at + 42, struct.unpack_from("<L", changed, at + 42)[0] + shift)
        at += 46 + name_length + extra + comment
    struct.pack_into("<L", changed, end + 16, struct.unpack_from("<L", changed, end + 16)[0] + shift)
    return bytes(changed)


@refused("zip_ratio")
def a_gigabyte_of_blanks_for_strings() -> bytes:
    return _bomb("xl/sharedStrings.xml", "<sst>")


@refused("zip_ratio")
def a_gigabyte_of_blanks_for_a_sheet() -> bytes:
    return _bomb("xl/worksheets/sheet1.xml", "<worksheet>")


@reads(PLAIN)
def a_gigabyte_of_blanks_beside_the_sheet() -> bytes:
    return _bomb("xl/media/foto.bmp", "BM")


@refused("main_part")
def two_workbooks_in_one() -> bytes:
    types = content_types("xl/workbook.xml", "xl/other.xml")
    return zipped({**parts(), "[Content_Types].xml": types, "xl/other.xml": ""})


@refused("other_document")
def a_workbook_part_that_is_not_there() -> bytes:
    return zipped(parts(workbook=None))


@refused("damaged")
def no_relationships() -> bytes:
    made = parts()
    del made["xl/_rels/workbook.xml.rels"]
    return zipped(made)


@refused("no_sheet")
def a_workbook_without_sheets() -> bytes:
    return xlsx(workbook=workbook_xml())


@refused("damaged")
def a_workbook_part_that_breaks_off() -> bytes:
    return xlsx(workbook=workbook_xml(("Nilai", ""))[:-30])


@refused("too_many_sheets")
def a_thousand_sheets() -> bytes:
    return xlsx(workbook=workbook_xml(*[("Nilai", "")] * 1_000))


@reads(PLAIN)
def backslashes_in_the_names_of_parts() -> bytes:
    return zipped({name.replace("/", "\\"): body for name, body in parts().items()})


@reads(PLAIN)
def rubbish_behind_the_zip() -> bytes:
    return xlsx() + b"\0" * 100


@reads(PLAIN)
def macros_inside() -> bytes:
    macro = MAIN_TYPE.replace("openxmlformats-officedocument.spreadsheetml.sheet", "ms-excel.sheet.macroEnabled")
    types = content_types("xl/workbook.xml", content_type=macro)
    return zipped({**parts(), "[Content_Types].xml": types, "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" + bytes(500)})


@reads(PLAIN)
def links_to_other_workbooks_and_embedded_files() -> bytes:
    link = '<externalLink><externalBook r:id="r1"/></externalLink>'
    return zipped({**parts(), "xl/externalLinks/externalLink1.xml": link, "xl/embeddings/oleObject1.bin": bytes(500)})


@reads(PLAIN)
def a_workbook_part_somewhere_else() -> bytes:
    made = parts()
    moved = {name.replace("xl/", "isi/buku/"): body for name, body in made.items()}
    return zipped({**moved, "[Content_Types].xml": content_types("isi/buku/workbook.xml")})


@reads(PLAIN)
def a_million_strings_promised() -> bytes:
    return xlsx(sharedStrings=strings_xml("Nama", "Nilai", "Siti Aminah", counts='count="9" uniqueCount="4294967295"'))
