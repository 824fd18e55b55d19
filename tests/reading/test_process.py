"""The parent's side, with stand-ins for the child that do what a hostile file can make a child do."""

import os
import signal

import pytest

from capaian.reading import process
from capaian.reading.limits import Limits
from capaian.reading.process import ChildEnded, run_child


@pytest.fixture
def child(tmp_path, monkeypatch):
    def stand_in(source: str) -> None:
        (tmp_path / "__main__.py").write_text("import os, sys\n" + source, encoding="utf-8")
        monkeypatch.setattr(process, "_CHILD", tmp_path)

    return stand_in


def test_what_the_child_writes_is_the_answer(child):
    child("sys.stdout.buffer.write(sys.stdin.buffer.read()[::-1])")
    assert run_child(b"abc" * 100_000, Limits()) == b"cba" * 100_000


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("os.abort()", "crashed"),
        ("raise SystemExit(3)", "crashed"),
        (f"os.kill(os.getpid(), {int(signal.SIGKILL)})", "crashed"),
        (f"os.kill(os.getpid(), {int(signal.SIGXCPU)})", "slow"),
        ("sys.stderr.write('memory allocation of 64 bytes failed'); sys.stderr.flush(); os.abort()", "memory"),
        ("raise MemoryError", "memory"),
    ],
)
def test_a_child_that_ends_badly_has_a_reason(child, source, code):
    child(source)
    with pytest.raises(ChildEnded) as ended:
        run_child(b"bytes it never reads" * 100_000, Limits())
    assert ended.value.code == code


def test_a_child_that_does_not_end_is_ended(child, tmp_path):
    child(f"open({str(tmp_path / 'pid')!r}, 'w').write(str(os.getpid()))\nimport time\ntime.sleep(600)")
    with pytest.raises(ChildEnded) as ended:
        run_child(b"", Limits(seconds=1))
    assert ended.value.code == "slow"
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)


def test_the_child_is_given_nothing_but_the_workbook(child, monkeypatch):
    monkeypatch.setenv("CAPAIAN_DATABASE_URL", "a secret")
    child("sys.stdout.write(repr((sorted(os.environ), sys.flags.isolated, sys.flags.no_site)))")
    environment, isolated, no_site = eval(run_child(b"", Limits()))
    assert [name for name in environment if name != "LC_CTYPE"] == []
    assert (isolated, no_site) == (1, 1)
