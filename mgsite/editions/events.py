"""What a new version means to a partner: its event and its urgency."""

import json

from claims.canonical import canonical
from claims.vocabulary import Integrity
from mgsite.editions.differences import STAMP_KEYS
from mgsite.editions.models import Change, Event, Pressure, Version


def event_of(document: dict, before: Version | None, correction: bool = False) -> Event:
    """Compared with the version in print; the first that fits, most telling first."""
    if before is None:
        return Event.PUBLISHED
    if before.state == Version.WITHDRAWN:
        return Event.RESTORED
    old = json.loads(before.document)
    if document.get("integrity") == "retracted" and old.get("integrity") != "retracted":
        return Event.RETRACTED
    if correction:
        return Event.CORRECTED
    if _grade(document) != _grade(old):
        return Event.REGRADED
    if _without_stamp(json.loads(canonical(document))) == _without_stamp(old):
        return Event.REVIEWED
    return Event.UPDATED


def pressure_of(event: str, change: str) -> Pressure:
    if change == Change.SAFETY:
        return Pressure.SAFETY
    weighty = (Event.RETRACTED, Event.WITHDRAWN, Event.MERGED, Event.CORRECTED)
    if event in weighty or change in (Change.CONCLUSION, Change.GRADE):
        return Pressure.IMPORTANT
    return Pressure.ROUTINE


def newly_alarmed(document: dict, before: Version | None) -> bool:
    """Whether a source under a claim was retracted, or met with concern, since the version before.

    Nothing of the claim itself may have changed, and yet partners should hear of it soon.
    """
    old = json.loads(before.document) if before and before.document else {}
    return bool(_alarms(document) - _alarms(old))


def _alarms(document: dict) -> set[tuple[str, str]]:
    return {
        (alert["source_id"], alert["integrity"])
        for alert in document.get("source_alerts", ())
        if alert["integrity"] in (Integrity.RETRACTED, Integrity.CONCERN)
    }


def _grade(document: dict) -> tuple:
    return document.get("verdict"), (document.get("grading") or {}).get("certainty")


def _without_stamp(document: dict) -> dict:
    return {key: value for key, value in document.items() if key not in STAMP_KEYS}
