import io

import pytest
from PIL import Image

from capaian.access import LOCAL_USER, Action, Actor, Role, may
from capaian.letterhead import Letterhead, PaperSize, Signatory, StudentWord
from capaian.locale import PassMarkName
from capaian.problems import Refused, StoreError
from capaian.store import Deed, load_audit, load_letterhead, load_school, save_letterhead

PRINCIPAL = Signatory(
    "Plt. Kepala Sekolah", "Dr. Hj. Rahmawati Noor, M.Pd.", "Pembina Tingkat I", "19700101 199503 2 001"
)
FULL = Letterhead(
    name="SMK CONTOH BANUA",
    above=("PEMERINTAH PROVINSI CONTOH", "DINAS PENDIDIKAN"),
    address="Jalan Contoh Raya 12",
    contact="Telepon (0511) 555 0101",
    place="Banjarmasin",
    principal=PRINCIPAL,
    second=Signatory("Ketua Pelaksana", "Gusti Fahriannor, S.T.", number="12", number_label="NUPTK"),
    student_word=StudentWord.PUPIL,
    paper=PaperSize.F4,
    pass_mark_name=PassMarkName.KKTP,
)


def picture(kind: str = "PNG") -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (300, 80), "white").save(stream, kind)
    return stream.getvalue()


def test_before_anything_is_written_the_name_of_the_school_stands_alone(store):
    assert load_letterhead(store, LOCAL_USER) == Letterhead(name="SMK Uji Coba")


@pytest.mark.parametrize("kind", ["", "PNG", "JPEG"])
def test_what_was_kept_comes_back(store, kind):
    image = picture(kind) if kind else b""
    given = Letterhead(**{name: getattr(FULL, name) for name in FULL.__slots__} | {"image": image})
    assert save_letterhead(store, LOCAL_USER, given) == given
    assert load_letterhead(store, LOCAL_USER) == given
    save_letterhead(store, LOCAL_USER, Letterhead(name="SMK Lain"))
    assert load_letterhead(store, LOCAL_USER) == Letterhead(name="SMK Lain")


@pytest.mark.parametrize("name", list(PassMarkName))
def test_the_school_knows_what_it_calls_its_pass_mark(store, name):
    def called() -> PassMarkName | None:
        school = load_school(store, LOCAL_USER)
        return school and school.pass_mark_name

    assert called() is PassMarkName.KKM
    save_letterhead(store, LOCAL_USER, Letterhead(name="SMK Uji Coba", pass_mark_name=name))
    assert called() is name


def test_spaces_and_unseen_signs_are_taken_out_and_nothing_else(store):
    told = Letterhead(
        name="  SMK \n Contoh ", above=("", "DINAS\tPENDIDIKAN "), principal=Signatory(name=" *Budi* #read ")
    )
    kept = save_letterhead(store, LOCAL_USER, told)
    assert (kept.name, kept.above, kept.principal.name) == ("SMK Contoh", ("DINAS PENDIDIKAN",), "*Budi* #read")


@pytest.mark.parametrize(
    "wrong",
    [
        Letterhead(name=""),
        Letterhead(name="SMK", address="x" * 161),
        Letterhead(name="SMK", above=("a", "b", "c", "d")),
        Letterhead(name="SMK", image=b"%PDF-1.7"),
        Letterhead(name="SMK", image=b"\x89PNG\r\n\x1a\n" + bytes(1 << 20)),
        Letterhead(name="SMK", principal=Signatory(name="x" * 161)),
    ],
)
def test_what_cannot_be_printed_is_refused_and_nothing_changes(store, wrong):
    save_letterhead(store, LOCAL_USER, FULL)
    with pytest.raises(StoreError):
        save_letterhead(store, LOCAL_USER, wrong)
    assert load_letterhead(store, LOCAL_USER) == FULL


def test_a_change_is_in_the_log_and_says_no_name(store):
    save_letterhead(store, LOCAL_USER, FULL)
    (told,) = load_audit(store, LOCAL_USER, action=Deed.LETTERHEAD_SAVED)["detail"]
    assert told == {"image": 0}


@pytest.mark.parametrize("role", list(Role))
def test_only_the_administrator_changes_it(store, role):
    actor = Actor(None, role)
    if may(actor, Action.EDIT_SCHOOL):
        save_letterhead(store, actor, FULL)
    else:
        with pytest.raises(Refused):
            save_letterhead(store, actor, FULL)
