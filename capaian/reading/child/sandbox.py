"""The child takes away its own rights before it looks at a single byte of the workbook."""

import sys

_JOB_LIMIT_PROCESS_MEMORY = 0x0100
_JOB_LIMIT_PROCESS_TIME = 0x0002
_JOB_EXTENDED_LIMITS = 9


def restrict(*, memory_mb: int, seconds: int) -> None:
    """Limit this process: memory, CPU, no file to write, few open files, no core dump.

    POSIX through rlimits (macOS refuses the one for memory; there the guard and the parent's clock
    remain). Windows through a job object that the process puts itself into.
    """
    if sys.platform == "win32":
        _restrict_windows(memory_mb=memory_mb, seconds=seconds)
    else:
        _restrict_posix(memory_mb=memory_mb, seconds=seconds)


def _restrict_posix(*, memory_mb: int, seconds: int) -> None:
    import resource

    limits = (
        (resource.RLIMIT_AS, memory_mb << 20),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, 16),
        (resource.RLIMIT_CORE, 0),
    )
    for kind, most in limits:
        try:
            resource.setrlimit(kind, (most, most))
        except (ValueError, OSError):  # already lower, or not known to this system
            continue


def _restrict_windows(*, memory_mb: int, seconds: int) -> None:
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION, laid out by hand: ctypes.wintypes has no such structure."""
    if sys.platform != "win32":
        return
    import ctypes

    class Basic(ctypes.Structure):
        _fields_ = (
            ("per_process_time", ctypes.c_int64),
            ("per_job_time", ctypes.c_int64),
            ("flags", ctypes.c_uint32),
            ("working_set", ctypes.c_size_t * 2),
            ("active_processes", ctypes.c_uint32),
            ("affinity", ctypes.c_size_t),
            ("priority", ctypes.c_uint32),
            ("scheduling", ctypes.c_uint32),
        )

    class Extended(ctypes.Structure):
        _fields_ = (
            ("basic", Basic),
            ("io_counters", ctypes.c_uint64 * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("peaks", ctypes.c_size_t * 2),
        )

    kernel = ctypes.WinDLL("kernel32")
    kernel.CreateJobObjectW.restype = ctypes.c_void_p
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    limits = Extended()
    limits.basic.flags = _JOB_LIMIT_PROCESS_MEMORY | _JOB_LIMIT_PROCESS_TIME
    limits.basic.per_process_time = seconds * 10_000_000  # in tenths of a microsecond
    limits.process_memory = memory_mb << 20
    job = ctypes.c_void_p(kernel.CreateJobObjectW(None, None))
    kernel.SetInformationJobObject(job, _JOB_EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits))
    kernel.AssignProcessToJobObject(job, ctypes.c_void_p(kernel.GetCurrentProcess()))
