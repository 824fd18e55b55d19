"""Letters of a whole cohort, made beside the page's runs, which ask how far they are."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

Told = Callable[[int, int], None]
_TURN: Final = threading.Semaphore(1)
"""One school's computer makes one such file at a time; the next waits its turn."""


@dataclass(slots=True)
class LettersJob:
    """What is being made. key: what it was asked for. content: the PDF, None until it is ready.

    done, total: letters. failed: whether it ended without a file; what went wrong is in the server's log.
    """

    key: tuple[object, ...]
    total: int
    done: int = 0
    content: bytes | None = None
    failed: bool = False
    _thread: threading.Thread | None = field(default=None, repr=False)

    @property
    def is_running(self) -> bool:
        """Whether it is still to come."""
        return self.content is None and not self.failed

    def start(self, make: Callable[[Told], bytes]) -> None:
        """Make it in a thread of its own. make: built of plain values; told after every batch."""
        self._thread = threading.Thread(target=self._run, args=(make,), name="letters", daemon=True)
        self._thread.start()

    def wait(self, seconds: float) -> None:
        """Until it is ready, or so long."""
        if self._thread is not None:
            self._thread.join(seconds)

    def _run(self, make: Callable[[Told], bytes]) -> None:
        try:
            with _TURN:
                self.content = make(self._told)
        finally:
            self.failed = self.content is None

    def _told(self, done: int, total: int) -> None:
        self.done, self.total = done, total
