import pytest

from capaian.__main__ import main
from capaian.access import LOCAL_USER
from capaian.store import Deed, Store, load_audit, open_store
from tests.reports.papers import pages

COHORT = "Pelatihan Otomotif 2024"


@pytest.fixture
def export(folder, monkeypatch):
    """export("--paper", "summary"): the exit code, and the bytes of the file, None where there is none."""
    monkeypatch.setenv("CAPAIAN_DATA_FOLDER", str(folder))
    file = folder / "surat"

    def run(*arguments, to=True):
        file.unlink(missing_ok=True)
        code = main(["export", "--cohort", COHORT, *arguments, *(["--to", str(file)] if to else [])])
        return code, file.read_bytes() if file.exists() else None

    return run


@pytest.mark.parametrize(
    ("paper", "said"),
    [
        ("summary", "RINGKASAN CAPAIAN KOMPETENSI"),
        ("appendix", "LAMPIRAN: HASIL PELATIHAN"),
        ("letters", "Yth. Bapak/Ibu orang tua/wali"),
        ("participants", "DAFTAR PESERTA"),
        ("scores", "DAFTAR NILAI"),
    ],
)
def test_every_paper_is_written(export, paper, said):
    code, content = export("--paper", paper, "--number", "421.5/7/2026")
    told = pages(content)
    assert code == 0
    assert said in told[0]
    assert "421.5/7/2026" in told[0]
    assert "SMK CONTOH BANUA" in told[0]


def test_f4_a_picture_and_what_may_be_shared(export, folder):
    code, content = export("--paper", "summary", "--f4", "--audience", "shareable")
    assert code == 0
    assert "Untuk dibagikan" in pages(content)[0]
    assert b"609.4" in content
    code, content = export("--paper", "summary", "--png")
    assert content.startswith(b"\x89PNG")
    store: Store = open_store(f"sqlite:///{folder / 'capaian.db'}")
    told = load_audit(store, LOCAL_USER, action=Deed.EXPORTED)["detail"].tolist()
    store.close()
    assert told[:2] == [
        {"what": "summary_picture.shareable", "named": 0},
        {"what": "summary_paper.shareable", "named": 0},
    ]


@pytest.mark.parametrize(
    ("arguments", "to"),
    [
        (["--paper", "letters", "--audience", "shareable"], True),
        (["--paper", "scores", "--audience", "shareable"], True),
        (["--paper", "letters", "--png"], True),
        (["--paper", "summary"], False),
        (["--paper", "rapor"], True),
        (["--paper", "summary", "--xlsx", "x.xlsx"], True),
        ([], True),
    ],
)
def test_what_does_not_fit_together_is_refused_and_nothing_is_written(export, arguments, to):
    assert export(*arguments, to=to) == (2, None)
