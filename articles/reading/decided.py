"""A text as people have decided it, for the rules that ask what it claims and leaves out. Pure module."""

from collections.abc import Mapping, Sequence

from articles.reading.classify import Classified, SegmentClass
from articles.reading.concepts import concept_terms
from articles.reading.doses import doses
from articles.reading.entities import Lexicon
from articles.reading.proposals import ReadSegment
from articles.reading.sentences import Segment
from articles.reading.strength import hedges, unnamed_studies

# Of our own vocabulary alone, so that what is found does not change with names in the database.
LEXICON = Lexicon(concept_terms())


def as_decided(
    cut: Sequence[Segment], classes: Mapping[int, SegmentClass]
) -> tuple[ReadSegment, ...]:
    """`classes` by position; nothing is proposed. What nobody has decided is background."""
    return tuple(
        _read(segment, classes.get(segment.position, SegmentClass.BACKGROUND)) for segment in cut
    )


def _read(segment: Segment, segment_class: SegmentClass) -> ReadSegment:
    return ReadSegment(
        segment,
        Classified(segment_class, "", ()),
        LEXICON.mentions(segment.text),
        doses(segment.text),
        0,
        hedges(segment.text),
        unnamed_studies(segment.text),
        (),
        None,
    )
