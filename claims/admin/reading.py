"""Our texts in a form, read as they are typed: what says too much, with what would be right.

Findings block no draft: approval is where they have to be mended or accepted (claims.wording_gate).
"""

import json
from collections.abc import Callable, Iterable
from functools import partial
from typing import ClassVar

from django.contrib.admin.widgets import AdminTextareaWidget
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from claims.prose.ground import Finding, TextKind
from claims.prose.lint import lint

MOST_TOLD = 40  # findings of one text; beyond that they are counted


class ReadTextarea(AdminTextareaWidget):
    """A textarea with its reading underneath, in a place that the live answer can fill again."""

    def __init__(self, read: Callable[[str], SafeString], attrs=None):
        super().__init__(attrs)
        self.read = read

    def render(self, name, value, attrs=None, renderer=None) -> SafeString:
        area = super().render(name, value, attrs, renderer)
        return area + place(f"{(attrs or {}).get('id', name)}-reading", self.read(value or ""))


def place(key: str, html: SafeString) -> SafeString:
    """Where a piece of the page stands that follows what is typed."""
    return format_html('<div class="reading" id="{}" aria-live="polite">{}</div>', key, html)


def told(findings: Iterable[Finding], sentence: str | None = None, into: str = "") -> SafeString:
    """The reading of one text. `sentence` is offered to replace the field named `into`."""
    findings = list(findings)
    context = {"findings": findings[:MOST_TOLD], "more": max(0, len(findings) - MOST_TOLD)}
    context |= {"sentence": sentence, "set": json.dumps({into: sentence})}
    return render_to_string("admin/claims/_reading.html", context)


class ReadsProse:
    """Beside a form with texts of ours: `prose` says which, and what kind of text each is."""

    prose: ClassVar[dict[str, TextKind]] = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.prose:
            if name in self.fields:
                attrs = self.fields[name].widget.attrs
                self.fields[name].widget = ReadTextarea(partial(self.reading, name), attrs)

    def reading(self, name: str, text: str) -> SafeString:
        """Of one text as HTML: by itself, it is read as below High (claims.prose.lint)."""
        return told(lint(text, None, None, None, kind_of_text=self.prose[name]))

    def readings(self) -> dict[str, SafeString]:
        """Each reading by the place it stands in."""
        return {
            f"{self[name].auto_id}-reading": self.reading(name, self[name].value() or "")
            for name in self.prose
            if name in self.fields
        }
