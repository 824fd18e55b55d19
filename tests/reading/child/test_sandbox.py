"""Limits are for good, so they are looked at in a process of their own."""

import subprocess
import sys

import pytest

from capaian.reading.limits import Limits
from capaian.reading.process import ChildEnded, run_child

LOOK = """
from capaian.reading.child.sandbox import restrict
restrict(memory_mb=512, seconds=7)
import resource as r
print([r.getrlimit(kind)[0] for kind in (r.RLIMIT_AS, r.RLIMIT_CPU, r.RLIMIT_FSIZE, r.RLIMIT_CORE)])
"""


def test_the_child_limits_itself():
    said = subprocess.run([sys.executable, "-c", LOOK], capture_output=True, text=True, check=True).stdout
    assert said.split() == ["[536870912,", "7,", "0,", "0]"]


def test_too_little_memory_ends_in_a_reason_and_not_in_the_parent():
    with pytest.raises(ChildEnded) as ended:
        run_child(b"PK\3\4" + bytes(30_000_000), Limits(memory_mb=20, seconds=120))
    assert ended.value.code == "memory"
