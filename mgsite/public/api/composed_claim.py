"""What is derived for one claim from the items around it: the same numbers as on its page."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from claims.effects import PER_1000, whole
from mgsite.public.change_of_mind import change_of_mind
from mgsite.public.claim_entry import claim_alerts
from mgsite.public.findings import Finding, findings, overall_certainty
from mgsite.public.forms_given import form_name, ledger_of

Items = Mapping[str, Mapping]
ESTIMATE = ("measure", "value", "ci_low", "ci_high", "unit", "direction", "baseline_per_1000")


def ids_named(claim: Mapping) -> set[str]:
    """Every item that the composed answer needs, besides what names the claim."""
    effect = (claim["grading"] or {}).get("effect") or {}
    rows = claim.get("further_outcomes", ())
    found = {claim["supplement_id"], effect.get("source_id"), *claim["condition_ids"]}
    found |= {citation["source_id"] for citation in claim["citations"]}
    found |= {row[key] for row in rows for key in ("source_id", "claim_id")}
    return {public_id for public_id in found if public_id}


def forms(claim: Mapping, items: Items) -> dict:
    """The form ledger (GRADE.md §5)."""
    ledger = ledger_of(claim, items)
    name = form_name(ledger.form, items.get(claim["supplement_id"], {}))
    return {
        "claimed": claim["intervention"]["form"],
        "asked": ledger.form,
        "words": ledger.words(name),
        "tested": [
            {"form": form, "trials": len(ids), "source_ids": list(ids)}
            for form, ids in ledger.by_form.items()
        ],
        "trials": len(ledger.trials),
        "trials_with_form": len(ledger.with_form),
        "form_not_stated": len(ledger.of_unknown_form),
        "reviews": len(ledger.reviews),
        "other_studies": len(ledger.observational),
        "match": bool(ledger.with_form) if ledger.claimed else None,
        "mismatch": ledger.suggestion,
    }


def summary_of_findings(claim: Mapping, items: Items) -> dict:
    """One row an outcome, absolute numbers at the risk that the source reports."""
    rows = findings(claim, items)
    overall = overall_certainty(rows)
    return {
        "rows": [_row(row) for row in rows],
        "overall": {
            "certainty": overall.certainty,
            "decided_by": list(overall.decided_by),
            "ungraded": list(overall.ungraded),
        },
    }


def would_change(claim: Mapping, items: Items) -> dict:
    """What the arithmetic says would lift the level (GRADE.md §7)."""
    found = change_of_mind(claim["grading"] or {}, ledger_of(claim, items))
    return {
        "lifts": [
            {
                "domain": lift.domain,
                "levels": lift.levels,
                "certainty_without": lift.certainty_without,
            }
            for lift in found.lifts
        ],
        "participants_missing": found.participants_missing,
        "events_missing": found.events_missing,
        "untested_form": found.untested_form,
    }


def alerts(claim: Mapping, items: Items) -> list[dict]:
    """The warnings that the page shows, with the words to show."""
    pairs: Iterable = zip(claim["source_alerts"], claim_alerts(claim, items), strict=True)
    return [{**alert, "grave": said.grave, "text": said.text} for alert, said in pairs]


def _row(row: Finding) -> dict:
    effect = row.effect or {}
    found = row.absolute
    return {
        "outcome": row.outcome,
        "measure": row.measure or None,
        "timeframe_days": row.timeframe_days,
        "importance": row.importance,
        "is_harm": row.is_harm,
        "effect": {key: effect[key] for key in ESTIMATE} if row.effect else None,
        "n_studies": row.n_studies,
        "n_participants": row.n_participants,
        "source_id": row.source["id"] if row.source else None,
        "risk_without_per_1000": whole(PER_1000 * found.risk_without) if found else None,
        "risk_with_per_1000": _interval(row.risk_with or ()),
        "difference_per_1000": _interval(row.difference or ()),
        "number_needed_to_treat": row.number_needed,
        "certainty": row.certainty or None,
        "certainty_by": _by(row),
        "claim_id": row.grader["id"] if row.grader else None,
        "what_happens": row.what_happens or None,
        "note": row.note or None,
    }


def _by(row: Finding) -> str | None:
    if not row.certainty:
        return None
    return "mgsite" if row.grader else "source"


def _interval(people: Sequence[Decimal | None]) -> dict | None:
    """Whole people of 1000; the ends are null where the estimate has no interval."""
    if not people:
        return None
    value, low, high = (None if end is None else whole(end) for end in people)
    return {"value": value, "low": low, "high": high}
