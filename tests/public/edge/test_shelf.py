import threading

from mgsite.public.edge.answers import BYTES_BESIDE, answer_of
from mgsite.public.edge.shelf import Shelf

ROOM = 10 * (BYTES_BESIDE + 100)


def answer(length=100, text=b"a"):
    return answer_of("200 OK", [], text * length, edition=("e", 1), made_at=0.0)


def test_shelf_gives_what_was_put_and_nothing_else():
    shelf, kept = Shelf(ROOM), answer()
    shelf.put("a", kept)
    assert (shelf.get("a"), shelf.get("b")) == (kept, None)


def test_shelf_that_is_full_drops_what_was_not_asked_for_longest():
    shelf = Shelf(ROOM)
    for number in range(10):
        shelf.put(str(number), answer())
    shelf.get("0")
    shelf.put("new", answer())
    assert shelf.get("1") is None
    assert shelf.get("0") is not None
    assert (len(shelf), shelf.size) == (10, ROOM)


def test_answer_in_the_place_of_another_is_counted_once():
    shelf = Shelf(ROOM)
    shelf.put("a", answer())
    shelf.put("a", answer(200))
    assert (len(shelf), shelf.size) == (1, BYTES_BESIDE + 200)


def test_huge_answer_is_not_kept_nor_the_one_before_it():
    shelf = Shelf(ROOM)
    shelf.put("a", answer())
    shelf.put("b", answer())
    shelf.put("a", answer(ROOM // 8))
    assert (shelf.get("a"), len(shelf), shelf.size) == (None, 1, BYTES_BESIDE + 100)


def test_discarded_answer_is_gone_and_discarding_nothing_is_fine():
    shelf = Shelf(ROOM)
    shelf.put("a", answer())
    shelf.discard("a")
    shelf.discard("a")
    assert (shelf.get("a"), len(shelf), shelf.size) == (None, 0, 0)


def test_shelf_stays_in_bounds_while_many_threads_put_and_get():
    shelf, beyond = Shelf(ROOM), []

    def use(start: int) -> None:
        for number in range(start, start + 2000):
            shelf.put(str(number % 37), answer(number % 50))
            shelf.get(str(number % 31))
            shelf.discard(str(number % 41))
            if shelf.size > ROOM + 8 * answer().size:
                beyond.append(shelf.size)

    threads = [threading.Thread(target=use, args=(start,)) for start in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert beyond == []
    assert shelf.size == sum(shelf.get(str(n)).size for n in range(41) if shelf.get(str(n)))
    assert shelf.size <= ROOM
