"""A partner's copy, kept in step by `/changes` alone."""

from collections.abc import Callable


class Replica:
    """Folds pages of changes. `repeated` and `fell` hold what the contract forbids.

    `get` maps a path with query to (status, JSON).
    """

    def __init__(self, get: Callable[[str], tuple[int, dict]], limit: int):
        self.get = get
        self.next = f"/api/v1/changes?limit={limit}"
        self.items: dict[str, dict] = {}
        self.seen: set[tuple[str, int]] = set()
        self.repeated: list[tuple[str, int]] = []
        self.fell: list[tuple[str, int]] = []

    def poll(self) -> bool:
        """Fetch one page; whether there is more."""
        status, page = self.get(self.next.replace("http://127.0.0.1:8000", ""))
        assert status == 200, page
        for item in page["items"]:
            key = (item["id"], item["version"])
            if key in self.seen:
                self.repeated.append(key)
            if self.items.get(item["id"], item)["version"] > item["version"]:
                self.fell.append(key)
            self.seen.add(key)
            self.items[item["id"]] = item
        self.next = page["next"]
        return page["more"]

    def catch_up(self) -> None:
        while self.poll():
            pass

    def held(self) -> dict[str, tuple[int, str]]:
        """id -> (version, state in the manifest's words)."""
        words = {"updated": "published", "deleted": "withdrawn"}
        return {i: (item["version"], words[item["state"]]) for i, item in self.items.items()}
