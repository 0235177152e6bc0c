"""Which edition is the newest, as far as this process knows: a thread asks three times a second."""

import atexit
import logging
import threading
import time

from django.db import Error, close_old_connections, connection

from mgsite.editions.readers import Position, position

SECONDS_BETWEEN_LOOKS = 0.3  # leaves most of a second for the look itself and for rendering
SECONDS_TO_STOP = 1.0

logger = logging.getLogger("mgsite.edge")


class Newest:
    """`edition` is (epoch, number), None until the first is seen. Seconds are of time.monotonic()."""

    def __init__(self) -> None:
        self.edition: tuple[str, int] | None = None
        self.looked_at = self.known_since = time.monotonic()  # `known_since`: the edition
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._stopping = threading.Event()

    def look(self) -> None:
        """Ask the database now. Raises django.db.Error when it does not answer."""
        before = self.edition
        found = edition_of(position())
        with self._lock:
            self.looked_at = time.monotonic()
            if self.edition is before:  # else a rendering has seen a newer one meanwhile
                self._know(found)

    def seen(self, edition: tuple[str, int]) -> None:
        """A rendering has read this head. Only the database's own word goes back, or changes the epoch."""
        with self._lock:
            self.looked_at = time.monotonic()
            known = self.edition
            if known is None or (known[0] == edition[0] and known[1] < edition[1]):
                self._know(edition)

    def _know(self, edition: tuple[str, int]) -> None:
        if edition != self.edition:
            self.edition, self.known_since = edition, time.monotonic()

    def watch(self) -> None:
        """Start the thread unless it runs; from a request, for a server may fork after loading us."""
        if self._thread is not None and self._thread.is_alive():
            return
        with self._lock:
            if self._stopping.is_set() or (self._thread is not None and self._thread.is_alive()):
                return
            self._thread = threading.Thread(target=self._look_again, name="editions", daemon=True)
            self._thread.start()
            atexit.register(self.stop)

    def stop(self) -> None:
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(SECONDS_TO_STOP)

    def _look_again(self) -> None:
        """With a connection of the thread's own, kept, checked and closed as between two requests."""
        answers = True
        while not self._stopping.wait(SECONDS_BETWEEN_LOOKS):
            try:
                close_old_connections()
                self.look()
            except Error as error:
                if answers:
                    logger.warning(
                        "The database does not say which edition is the newest: %s", error
                    )
                answers = False
            else:
                answers = True
            finally:
                close_old_connections()
        connection.close()


def edition_of(found: Position) -> tuple[str, int]:
    return found.epoch, found.number
