"""The school's letterhead and who signs its papers."""

from dataclasses import replace
from typing import Any, Final

from sqlalchemy import CheckConstraint, Column, Connection, LargeBinary, delete, insert, select

from capaian.access import Action, Actor, require
from capaian.letterhead import IMAGE_BYTES, IMAGE_STARTS, LONGEST, Letterhead, PaperSize, Signatory, StudentWord
from capaian.locale import N_, PassMarkName
from capaian.problems import StoreError
from capaian.store.audit import Deed, write_audit
from capaian.store.engine import Store
from capaian.store.known import bump_version, checked_name
from capaian.store.schema import schools
from capaian.store.scope import entered
from capaian.store.tables import number, small, table, words

letterheads = table(
    "letterheads",
    number("school"), words("name"), words("above"), words("address"), words("contact"), words("place"),
    Column("image", LargeBinary), words("student_word"), words("paper"),
    words("pass_mark_name"),
    CheckConstraint("length(name) BETWEEN 1 AND 200", "name"),
    CheckConstraint("student_word IN ('siswa', 'murid', 'peserta_didik')", "student_word"),
    CheckConstraint("paper IN ('a4', 'f4')", "paper"),
    CheckConstraint("pass_mark_name IN ('kkm', 'kktp', 'batas_lulus')", "pass_mark_name"),
    CheckConstraint("length(image) <= 1048576", "image"),
    key=("school",), refers={("school",): schools},
)  # fmt: skip
"""above: the lines over the name, a line break between. image: PNG or JPEG, null for none."""

signatories = table(
    "signatories",
    number("school"), small("place"), words("title"), words("name"), words("rank"), words("number"),
    words("number_label"),
    CheckConstraint("place IN (0, 1)", "place"),
    key=("school", "place"), refers={("school",): letterheads},
)  # fmt: skip
"""place: 0 the principal, 1 who signs beside."""

MOST_ABOVE: Final = 3


def load_letterhead(store: Store, actor: Actor) -> Letterhead:
    """What stands on the school's paper; its name alone before anything was written.

    Raises Refused, and StoreError before a school has been set up.
    """
    require(actor, Action.VIEW_SCHOOL)
    with store.reading() as connection:
        school = entered(connection, actor)
        row = connection.execute(select(letterheads).where(letterheads.c.school == school)).one_or_none()
        if row is None:
            name = select(schools.c.name).where(schools.c.id == school)
            return Letterhead(name=connection.execute(name).scalar_one())
        found = connection.execute(select(signatories).where(signatories.c.school == school))
        signing = {
            each.place: Signatory(each.title, each.name, each.rank, each.number, each.number_label) for each in found
        }
    return Letterhead(
        name=row.name,
        above=tuple(row.above.split("\n")) if row.above else (),
        address=row.address,
        contact=row.contact,
        image=bytes(row.image or b""),
        place=row.place,
        principal=signing.get(0, Signatory()),
        second=signing.get(1, Signatory()),
        student_word=StudentWord(row.student_word),
        paper=PaperSize(row.paper),
        pass_mark_name=PassMarkName(row.pass_mark_name),
    )


def save_letterhead(store: Store, actor: Actor, letterhead: Letterhead) -> Letterhead:
    """Keep what stands on the school's paper, as it was given but for spaces; what was kept.

    Raises Refused, and StoreError where a line is too long, the name is empty, or the picture is not one that
    `capaian.reports.checked_image` has written.
    """
    require(actor, Action.EDIT_SCHOOL)
    kept = _checked(letterhead)
    with store.writing() as connection:
        school = entered(connection, actor, to_write=True)
        write_letterhead(connection, school, kept)
        bump_version(connection, school)
        write_audit(connection, school, actor, Deed.LETTERHEAD_SAVED, detail={"image": int(bool(kept.image))})
    return kept


def write_letterhead(connection: Connection, school: int, kept: Letterhead) -> None:
    """save_letterhead inside a transaction that has begun; the letterhead has been checked."""
    connection.execute(delete(signatories).where(signatories.c.school == school))
    connection.execute(delete(letterheads).where(letterheads.c.school == school))
    connection.execute(
        insert(letterheads).values(
            school=school, name=kept.name, above="\n".join(kept.above), address=kept.address, contact=kept.contact,
            place=kept.place, image=kept.image or None, student_word=kept.student_word.value, paper=kept.paper.value,
            pass_mark_name=kept.pass_mark_name.value,
        )
    )  # fmt: skip
    for place, one in enumerate((kept.principal, kept.second)):
        values: dict[str, Any] = {"title": one.title, "name": one.name, "rank": one.rank}
        values |= {"number": one.number, "number_label": one.number_label}
        connection.execute(insert(signatories).values(school=school, place=place, **values))


def _checked(letterhead: Letterhead) -> Letterhead:
    image = letterhead.image
    if image and (len(image) > IMAGE_BYTES or not image.startswith(IMAGE_STARTS)):
        raise StoreError(N_("Gambar kop surat tidak dapat dipakai. Pilih gambar PNG atau JPEG."))
    above = tuple(line for line in map(_line, letterhead.above) if line)
    if len(above) > MOST_ABOVE:
        raise StoreError(N_("Kop surat paling banyak memuat tiga baris di atas nama sekolah."))
    return replace(
        letterhead,
        name=checked_name(_line(letterhead.name)),
        above=above,
        address=_line(letterhead.address),
        contact=_line(letterhead.contact),
        place=_line(letterhead.place),
        principal=_signatory(letterhead.principal),
        second=_signatory(letterhead.second),
    )


def _signatory(one: Signatory) -> Signatory:
    label = _line(one.number_label) or Signatory().number_label
    return Signatory(_line(one.title), _line(one.name), _line(one.rank), _line(one.number), label)


def _line(text: str) -> str:
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    if len(line) > LONGEST:
        raise StoreError(N_("“{text}…” terlalu panjang. Tulis paling banyak {n} huruf."), text=line[:20], n=LONGEST)
    return line
