from articles.reading.classify import SegmentClass
from articles.reading.decisions import DecidedClaim, Decision
from articles.reading.measure import Measure, measured
from tests.articles.reading.known import read_known

TEXT = "Magnesium glycinate is magnesium bound to glycine. Magnesium raises serotonin. The sea is wide."


def decide(position, kind, **claims):
    given = tuple(DecidedClaim(slug.replace("_", "-"), n) for slug, n in claims.items())
    return Decision(position, "", SegmentClass(kind), given)


def test_right_proposals_are_counted():
    decided = [
        decide(0, "claim", magnesium_glycinate_what_it_is=0, no_such=2),
        decide(1, "claim", magnesium_raises_serotonin=3),
        decide(2, "claim"),
    ]
    found = measured(read_known(TEXT), {d.position: d for d in decided})
    assert found == Measure(
        segments=3,
        classes=2,
        claims=3,
        found=2,
        called=2,
        matched=2,
        among_three=2,
        first=2,
        main=2,
        pairs=3,
        pairs_found=2,
        strengths=1,
    )
    assert found.per_cent == {
        "recall": 200 / 3,
        "precision": 100,
        "among three": 100,
        "first": 100,
        "main claim": 100,
        "all claims": 200 / 3,
        "strength": 50,
        "class": 200 / 3,
    }
    assert not found.suffices


def test_undecided_segments_are_left_out_and_sums_add_up():
    one = measured(read_known(TEXT), {2: decide(2, "background")})
    assert one == Measure(segments=1, classes=1)
    assert (one + one).segments == 2
    assert one.suffices
