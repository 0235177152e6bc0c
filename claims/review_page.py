"""`docs/review-states.md` as text, made from the transition tables. Pure module."""

from collections.abc import Iterable

from claims.review import (
    NEEDS_NOTE,
    PRINT_STEPS,
    SECOND_PERSON,
    STEPS,
    Print,
    State,
)

HEAD = """# The states of an item

Made by `manage.py write_docs` from the tables in `claims/review.py`; a test fails when they differ.

Each decision is an append-only row of the history: who, when, the note, and for an approval the
fingerprint of what was approved. An edit of something approved makes it a draft again. Nobody
approves what they edited since the last approval: the action refuses it, and so does the database.

## The draft
"""


def review_states_page() -> str:
    draft = _diagram(
        [(s, s.label) for s in State],
        [(s.here, s.decision.label, s.there) for s in STEPS],
        State.DRAFT,
        [(State.APPROVED, "an edit", State.DRAFT)],
    )
    printed = _diagram(
        [(p, p.label) for p in Print], [(s.here, s.what, s.there) for s in PRINT_STEPS], Print.NEVER
    )
    rows = [
        f"| {step.here.label} | {step.decision.label} | {step.there.label} "
        f"| {step.permission or 'the starter content alone'} "
        f"| {'yes' if step.decision in NEEDS_NOTE else ''} "
        f"| {'yes' if step.decision in SECOND_PERSON else ''} |"
        for step in STEPS
    ]
    table = [
        "| from | decision | to | permission | note needed | somebody who did not edit |",
        "|---|---|---|---|---|---|",
        *rows,
    ]
    in_print = [
        "| from | what | to | permission |",
        "|---|---|---|---|",
        *(
            f"| {step.here.label} | {step.what} | {step.there.label} | {step.permission} |"
            for step in PRINT_STEPS
        ),
    ]
    parts = [HEAD, draft, "", *table, "", "## What is in print", "", printed, "", *in_print, ""]
    return "\n".join(parts)


def _diagram(
    states: Iterable[tuple[str, str]],
    steps: Iterable[tuple[str, str, str]],
    start: str,
    more: Iterable[tuple[str, str, str]] = (),
) -> str:
    """A Mermaid state diagram; names without hyphens, which Mermaid would read as arrows."""
    lines = ["```mermaid", "stateDiagram-v2", f"    [*] --> {_name(start)}"]
    lines += [f"    {_name(state)}: {label}" for state, label in states]
    lines += [
        f"    {_name(here)} --> {_name(there)}: {what}" for here, what, there in (*steps, *more)
    ]
    return "\n".join([*lines, "```"])


def _name(state: str) -> str:
    return str(state).replace("-", "_")
