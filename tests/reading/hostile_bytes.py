"""No workbook at all, whatever its name."""

import gzip

from tests.reading.hostile import content_types, refused, xlsx, zipped


@refused("empty_file")
def no_bytes_at_all() -> bytes:
    return b""


@refused("not_a_workbook")
def a_text_with_tabs() -> bytes:
    return b"Nama\tNilai\nSiti Aminah\t80\n"


@refused("not_a_workbook")
def a_table_with_semicolons() -> bytes:
    return b"Nama;Nilai\r\nSiti Aminah;80\r\n"


@refused("not_a_workbook")
def a_utf_16_text() -> bytes:
    return "Nama\tNilai\n".encode("utf-16")


@refused("not_a_workbook")
def a_web_page() -> bytes:
    return b"<html><table><tr><td>Nama</td></tr></table></html>"


@refused("not_a_workbook")
def an_excel_2003_xml_file() -> bytes:
    return b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>'


@refused("not_a_workbook")
def nothing_but_zeros() -> bytes:
    return bytes(5_000)


@refused("other_document")
def a_pdf() -> bytes:
    return b"%PDF-1.7\n"


@refused("other_document")
def a_photograph() -> bytes:
    return b"\xff\xd8\xff\xe0" + bytes(100)


@refused("other_document")
def a_packed_single_file() -> bytes:
    return gzip.compress(xlsx())


@refused("other_document")
def a_rich_text() -> bytes:
    return b"{\\rtf1 Nilai}"


@refused("old_excel")
def a_workbook_of_excel_4() -> bytes:
    return b"\x09\x04\x06\x00\x00\x00\x10\x00" + bytes(40)


@refused("lock_file")
def an_owner_file_of_excel() -> bytes:
    name = "Rusdiana"
    return bytes([len(name)]) + name.ljust(54).encode() + bytes([len(name), 0]) + name.ljust(54).encode("utf-16-le")


@refused("other_document")
def a_word_document() -> bytes:
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = content_types("word/document.xml", content_type=word)
    return zipped({"[Content_Types].xml": types, "word/document.xml": ""})


@refused("other_document")
def an_archive_of_texts() -> bytes:
    return zipped({"nilai.txt": "80"})


@refused("numbers")
def an_apple_numbers_file() -> bytes:
    return zipped({"Index/Document.iwa": b"\0", "preview.jpg": b"\xff\xd8"})


@refused("truncated")
def only_the_magic_of_a_zip() -> bytes:
    return b"PK\3\4"


@refused("other_document")
def an_empty_archive() -> bytes:
    return zipped({})
