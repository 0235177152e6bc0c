"""The colours of the tokens, computed: text at 4.5:1 or more, borders of controls at 3:1."""

import re
from pathlib import Path

import pytest

TOKENS = Path("static/css/tokens.css").read_text()
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(")
LIGHT, DARK = TOKENS.split("@media screen and (prefers-color-scheme: dark)")
THEMES = {
    name: dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", text))
    for name, text in [("light", LIGHT), ("dark", DARK)]
}
GROUNDS = ("paper", "surface", "sunken")
LEVELS = ("high", "moderate", "low", "very-low", "none")
VERDICTS = (
    "supported",
    "mixed",
    "no-important-effect",
    "contradicted",
    "insufficient-evidence",
    "not-studied",
)
TEXT = [
    *(
        (ink, ground)
        for ink in ("ink", "ink-muted", "accent", "accent-strong")
        for ground in GROUNDS
    ),
    *((ink, wash) for ink in ("ink", "ink-muted") for wash in ("alarm-wash", "caution-wash")),
    *((ink, ground) for ink in ("alarm", "caution") for ground in GROUNDS),
    ("alarm", "alarm-wash"),
    ("caution", "caution-wash"),
    ("accent", "accent-wash"),
    ("accent", "alarm-wash"),
    ("accent", "caution-wash"),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    *((f"on-certainty-{level}", f"certainty-{level}") for level in LEVELS),
    *((f"verdict-{verdict}", "surface") for verdict in VERDICTS),
    ("verdict-harm", "caution-wash"),
]
EDGES = [("line-strong", ground) for ground in GROUNDS] + [("focus", ground) for ground in GROUNDS]


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance of #rrggbb."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES)
def test_every_text_can_be_read_on_its_ground(theme):
    colours = THEMES[theme]
    weak = {p: c for p in TEXT if (c := contrast(colours[p[0]], colours[p[1]])) < 4.5}
    assert weak == {}


@pytest.mark.parametrize("theme", THEMES)
def test_every_edge_of_a_control_can_be_seen(theme):
    colours = THEMES[theme]
    weak = {p: c for p in EDGES if (c := contrast(colours[p[0]], colours[p[1]])) < 3}
    assert weak == {}


def test_certainty_is_a_ramp_of_lightness():
    light = [luminance(THEMES["light"][f"certainty-{level}"]) for level in LEVELS[:4]]
    dark = [luminance(THEMES["dark"][f"certainty-{level}"]) for level in LEVELS[:4]]

    assert light == sorted(light)
    assert dark == sorted(dark, reverse=True)


def test_colours_stand_in_the_tokens_alone():
    site = Path("static/css/site.css").read_text()
    sheets = [name for name in re.findall(r'@import "(.+?)"', site) if name != "tokens.css"]

    found = {name: COLOUR.findall(Path("static/css", name).read_text()) for name in sheets}

    assert found == {name: [] for name in sheets}
