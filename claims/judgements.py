"""From a row or a form's cleaned values to the pure `grading.Judgements`."""

from collections.abc import Mapping

from claims.grading import HIGHEST, LOWEST, Judgements

NAMES = (*LOWEST, *HIGHEST)


def judgements_of(assessment) -> Judgements:
    """The judgements that an Assessment row holds."""
    return judgements_from(vars(assessment))


def judgements_from(values: Mapping) -> Judgements:
    """From a mapping with `method`, `start`, each domain, and `<domain>_reason`."""
    return Judgements(
        method=values["method"],
        start=values.get("start") or None,
        reasons={name: values.get(f"{name}_reason") or "" for name in NAMES},
        **{name: values.get(name) for name in NAMES},
    )
