"""Answers by address, as many as fit; the one not asked for longest gives way. Pure module."""

from collections import OrderedDict
from threading import Lock

from mgsite.public.edge.answers import Answer

LARGEST_SHARE = 8  # an answer that takes more than one part in so many is not kept


class Shelf:
    """Bounded by bytes. Threads may call it as they like."""

    def __init__(self, capacity: int) -> None:
        self._answers: OrderedDict[str, Answer] = OrderedDict()
        self._lock = Lock()
        self.capacity = capacity  # bytes
        self.size = 0  # bytes, about

    def __len__(self) -> int:
        return len(self._answers)

    def get(self, key: str) -> Answer | None:
        """Without the lock: each call on the dictionary is one step for other threads."""
        try:
            self._answers.move_to_end(key)
        except KeyError:
            return None
        return self._answers.get(key)

    def put(self, key: str, answer: Answer) -> None:
        """In the place of an earlier one, which goes even when the new one is too large to keep."""
        with self._lock:
            self._drop(key)
            if answer.size * LARGEST_SHARE > self.capacity:
                return
            self._answers[key] = answer
            self.size += answer.size
            while self.size > self.capacity:
                _, oldest = self._answers.popitem(last=False)
                self.size -= oldest.size

    def discard(self, key: str) -> None:
        with self._lock:
            self._drop(key)

    def _drop(self, key: str) -> None:
        answer = self._answers.pop(key, None)
        if answer is not None:
            self.size -= answer.size
