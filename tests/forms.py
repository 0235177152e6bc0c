"""A browser's part in a form: read what a page holds, change it, send it back."""

from html.parser import HTMLParser

from django.test import Client


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def content_of(response) -> str:
    return response.content.decode()


def form_of(client: Client, address: str, response=None, index: int | None = None) -> dict:
    """What a browser would send from the page's main form (the one with the most fields)."""
    response = response or client.get(address)
    reader = _FormReader()
    reader.feed(content_of(response))
    forms = reader.forms
    form = max(forms, key=len) if index is None else forms[index]
    return {name: values for name, values in form.items() if "__prefix__" not in name}


class _FormReader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.forms: list[dict] = []
        self.select: tuple[str, bool] | None = None
        self.textarea: str | None = None
        self.first_option = False

    def handle_starttag(self, tag, attributes):
        attrs = dict(attributes)
        name = attrs.get("name") or ""
        if tag == "form":
            self.forms.append({})
        elif not self.forms or "disabled" in attrs:
            return
        elif tag == "input" and name:
            kind = attrs.get("type", "text")
            if kind in ("checkbox", "radio"):
                if "checked" in attrs:
                    self.put(name, attrs.get("value", "on"), several=kind == "checkbox")
            elif kind not in ("submit", "button"):
                self.put(name, attrs.get("value", ""), several=kind == "hidden")
        elif tag == "textarea":
            self.textarea = name
            self.forms[-1][name] = ""
        elif tag == "select":
            self.select = (name, "multiple" in attrs)
            self.first_option = True
        elif tag == "option" and self.select:
            name, several = self.select
            if "selected" in attrs or (self.first_option and not several):
                self.put(name, attrs.get("value", ""), several=several)
            self.first_option = False

    def put(self, name: str, value: str, several: bool = False) -> None:
        held = self.forms[-1].get(name)
        if several and held is not None:
            self.forms[-1][name] = ([held] if isinstance(held, str) else held) + [value]
        else:
            self.forms[-1][name] = value

    def handle_data(self, data):
        if self.textarea:
            self.forms[-1][self.textarea] += data

    def handle_endtag(self, tag):
        if tag == "textarea" and self.textarea:
            text = self.forms[-1][self.textarea].removeprefix("\n")
            # A browser sends every line end as CRLF.
            self.forms[-1][self.textarea] = text.replace("\r\n", "\n").replace("\n", "\r\n")
            self.textarea = None
        elif tag == "select":
            self.select = None
