"""Static files as production serves them: hashed, compressed, and each stylesheet in one piece.

A stylesheet names its layers with `@import "base.css" layer(base);`, one file each, which is
good to read and costs a browser one request a layer. `collectstatic` writes them into one.
"""

import re
from collections.abc import Callable, Iterator
from posixpath import dirname, join

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

IMPORT = re.compile(r'^@import "([^":/]+\.css)" layer\(([a-z]+)\);$', re.MULTILINE)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def in_one_piece(sheet: str, read: Callable[[str], str]) -> str:
    """The sheet with `@layer name { … }` in the place of each import; `read` gives a file's text."""
    return IMPORT.sub(lambda found: f"@layer {found[2]} {{\n{read(found[1])}}}", sheet)


class OnePieceStaticFilesStorage(CompressedManifestStaticFilesStorage):
    def post_process(self, paths: dict, dry_run: bool = False, **options) -> Iterator:
        """Django's, given the folded sheets. Read from the sources, never from an earlier result."""
        if not dry_run:
            for name in [name for name in paths if name.endswith(".css")]:
                if folded := self._folded(name, paths):
                    self.delete(name)
                    self._save(name, folded)
                    paths = {**paths, name: (self, name)}
        yield from super().post_process(paths, dry_run, **options)

    def _folded(self, name: str, paths: dict) -> ContentFile | None:
        def read(path: str) -> str:
            storage, inner = paths[path]
            with storage.open(inner) as file:
                return file.read().decode()

        sheet = read(name)
        if not IMPORT.search(sheet):
            return None
        whole = in_one_piece(sheet, lambda part: read(join(dirname(name), part)))
        return ContentFile(COMMENT.sub("", whole).encode())
