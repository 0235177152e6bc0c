"""A comparison read back from its page, its CSV and its JSON, each as the same list of lists."""

import csv
import io
from html.parser import HTMLParser

from claims.formula_safe import unescaped

HIDDEN = ("visually-hidden", "cell-column", "certainty-symbol")
VOID = ("use", "meta", "link", "input", "br", "img", "path", "circle", "rect", "line")


class Page(HTMLParser):
    """`rows`: [group, row, note, [lines of a cell], …], a cell across columns once in each."""

    def __init__(self, html: str):
        super().__init__()
        self.rows, self.group, self.stack, self.text = [], "", [], {}
        self.feed(html[html.index('<table class="compare') : html.index("</table>")])

    def handle_starttag(self, tag, attrs):
        if tag in VOID:
            return
        said = {name: value or "" for name, value in attrs}
        self.stack.append((tag, said))
        classes = said.get("class", "").split()
        if tag == "tr":
            self.cells, self.heading, self.note, self.is_group = [], "", "", "group" in classes
        elif tag == "td":
            self.lines, self.span = [], int(said.get("colspan", 1))
        if tag == "td" or "entry-line" in classes:
            self.lines.append([])

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        while self.stack and self.stack.pop()[0] != tag:
            pass
        if tag == "td":
            lines = [" ".join("".join(line).split()) for line in self.lines]
            self.cells += [list(filter(None, lines))] * self.span
        elif tag == "tr" and self.is_group:
            self.group = self.heading.strip()
        elif tag == "tr" and self.heading and self.cells and self.group:
            self.rows.append([self.group, self.heading.strip(), self.note, *self.cells])

    def handle_data(self, text):
        classes = " ".join(said.get("class", "") for _, said in self.stack).split()
        tags = [tag for tag, _ in self.stack]
        if set(HIDDEN) & set(classes) or "thead" in tags or "caption" in tags:
            return
        if "cell-note" in classes:
            self.note += text
        elif "th" in tags:
            self.heading += text
        elif "td" in tags:
            self.lines[-1].append(f"{text}: " if "tag" in classes else text)


def of_page(html: str) -> list:
    return Page(html).rows


def of_csv(text: str) -> list:
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))[1:]
    plain = [[unescaped(cell) for cell in row] for row in rows]
    return [[*row[:3], *(_lines(cell) for cell in row[3:])] for row in plain]


def of_json(document: dict) -> list:
    return [
        [group["heading"], row["heading"], row["note"], *_spread(row["cells"])]
        for group in document["groups"]
        for row in group["rows"]
    ]


def _lines(cell: str) -> list[str]:
    return [" ".join(line.split()) for line in cell.split("\n")]


def _spread(cells: list) -> list:
    return [
        [" ".join(entry["text"].split()) for entry in cell["entries"]] or [cell["empty"]]
        for cell in cells
        for _ in range(cell["span"])
    ]
