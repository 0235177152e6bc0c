"""The few errors that carry the sentence a person will read."""


class Refused(Exception):
    """A rule said no; `sentences` say which rule, of what, and what to do about it."""

    def __init__(self, *sentences: str):
        self.sentences = sentences
        super().__init__(" ".join(sentences))
