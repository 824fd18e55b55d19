import threading

import pytest

from capaian.web.hosts import LOOPBACK, Hosts
from capaian.web.letters_job import LettersJob
from capaian.web.reporting import file_name
from capaian.web.school_address import school_address


def test_a_job_tells_how_far_it_is_and_keeps_what_was_made():
    reached, go_on = threading.Event(), threading.Event()

    def make(told):
        told(50, 120)
        reached.set()
        go_on.wait(10)
        return b"%PDF"

    job = LettersJob(("kohort", 1), 120)
    job.start(make)
    assert reached.wait(10)
    assert (job.done, job.total, job.is_running) == (50, 120, True)
    go_on.set()
    job.wait(10)
    assert (job.content, job.is_running, job.failed) == (b"%PDF", False, False)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_job_that_breaks_says_so_and_lets_the_next_one_in():
    broken, next_ = LettersJob((), 1), LettersJob((), 1)
    broken.start(lambda told: 1 // 0)
    broken.wait(10)
    assert (broken.failed, broken.is_running, broken.content) == (True, False, None)
    next_.start(lambda told: b"%PDF")
    next_.wait(10)
    assert next_.content == b"%PDF"


def test_one_file_is_made_at_a_time():
    go_on = threading.Event()
    first, second = LettersJob((1,), 1), LettersJob((2,), 1)
    order = []
    first.start(lambda told: (go_on.wait(10), order.append("first"), b"1")[-1])
    second.start(lambda told: (order.append("second"), b"2")[-1])
    second.wait(0.1)
    assert second.is_running
    go_on.set()
    first.wait(10)
    second.wait(10)
    assert order == ["first", "second"]


@pytest.mark.parametrize(
    ("setting", "opened", "address"),
    [
        ("https://capaian.sekolah.sch.id", "http://127.0.0.1:8501/ekspor", "https://capaian.sekolah.sch.id"),
        ("", "http://192.168.8.100:8501/ekspor?kohort=3", "http://192.168.8.100:8501"),
        ("", "http://127.0.0.1:8501/ekspor", ""),
        ("", "http://localhost:8501/", ""),
        ("", "http://[::1]:8501/", ""),
        ("", None, ""),
        ("", "javascript:alert(1)", ""),
        ("", "http://sekolah:8501/ekspor", "http://sekolah:8501"),
        ("", "https://penipu.example/ekspor", ""),  # a browser may say what it likes of where it is
        ("", "http://sekolah@penipu.example/", ""),
        ("", "http://sekolah:8501@penipu.example/", ""),
        ("", "http://127.0.0.2:8501/", ""),
        ("", "http://0.0.0.0:8501/", ""),
        ("", "http://sekolah:x/", ""),
        ("", "http://[::1", ""),
        ("", "http://[fd00::8]:8501/", "http://[fd00::8]:8501"),
    ],
)
def test_a_code_leads_only_where_others_can_go(setting, opened, address):
    hosts = Hosts(LOOPBACK | {"sekolah"}, exposed=True, by_number=True)
    assert school_address(setting, opened, hosts) == address


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (("Hasil", "Las / Dasar?", "internal"), "Hasil - Las Dasar - internal.xlsx"),
        (("Hasil", "\u202efdp.exe", ""), "Hasil - fdp.exe.xlsx"),
        (("Hasil", "a\x00b\u200b\x1f"), "Hasil - ab.xlsx"),
        (("Hasil", "..", "internal"), "Hasil - internal.xlsx"),
        (("Hasil", "x" * 300, "y" * 20, "internal"), f"Hasil - {'x' * 60} - {'y' * 20} - internal.xlsx"),
        (("😀" * 300,), f"{'😀' * 60}.xlsx"),
    ],
)
def test_a_file_has_a_name_that_every_computer_takes_and_shows_as_it_is(words, name):
    assert file_name(*words) == name
