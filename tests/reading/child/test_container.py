import io
import zipfile

import pytest

from capaian.reading.child.container import pack, read_directory, unpack
from capaian.reading.child.refusal import Refusal

PARTS = {"xl/workbook.xml": b"<workbook/>", "xl/nilai ü.xml": b"<a>" * 5_000, "kosong": b""}


def test_a_packed_container_is_a_zip_for_everyone():
    with zipfile.ZipFile(io.BytesIO(pack(PARTS))) as container:
        assert container.testzip() is None
        assert {name: container.read(name) for name in container.namelist()} == PARTS


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("wide", [False, True])
def test_every_part_of_a_zip_is_unpacked(method, wide):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as container:
        for name, body in PARTS.items():
            with container.open(name, "w", force_zip64=wide) as part:
                part.write(body)
    content = target.getvalue()
    assert {part.name: unpack(content, part) for part in read_directory(content).values()} == PARTS


def test_a_part_over_its_cap_is_refused():
    content = pack({"a": b"x" * 100})
    part = read_directory(content)["a"]
    assert unpack(content, part, most=100) == b"x" * 100
    with pytest.raises(Refusal) as refusal:
        unpack(content, part, most=99)
    assert refusal.value.code == "too_big"
