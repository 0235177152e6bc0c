"""What may stay untested, and what may not: a pytest plugin that tests/conftest.py loads.

With CI=true a skipped test is a failed one, for a machine without Chromium proves nothing about Chromium.
Tests about one database are not collected on the other, which is no skip: nothing is missing there.
Tests that touch a database are marked so, for the others need not run once on each.
"""

import os

import pytest
from django.db import connection

CI = os.environ.get("CI", "").lower() == "true"
# Other people's articles, which we read and may not publish: no machine can install them.
UNOBTAINABLE = "There is no folder ../shared/seeds"
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "live_server"}
OTHER_VENDOR = {
    "postgres": "sqlite",
    "sqlite": "postgresql",
}  # marker to the database it is not about


@pytest.hookimpl(tryfirst=True)  # before pytest reads `-m`
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    strangers = [item for item in items if any(_is_stranger(item, name) for name in OTHER_VENDOR)]
    if strangers:
        config.hook.pytest_deselected(items=strangers)
        items[:] = [item for item in items if item not in strangers]
    for item in items:
        if _touches_database(item):
            item.add_marker("database")


def _touches_database(item: pytest.Item) -> bool:
    fixtures = getattr(item, "fixturenames", ())
    return item.get_closest_marker("django_db") is not None or not DATABASE_FIXTURES.isdisjoint(
        fixtures
    )


def _is_stranger(item: pytest.Item, marker: str) -> bool:
    return item.get_closest_marker(marker) is not None and connection.vendor == OTHER_VENDOR[marker]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo):
    return _failed_on_ci((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector):
    return _failed_on_ci((yield))


def _failed_on_ci(report):
    if not CI or not report.skipped or hasattr(report, "wasxfail"):
        return report
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    if UNOBTAINABLE not in reason:
        report.outcome = "failed"
        report.longrepr = f"A skip is a failure when CI=true. {reason}"
    return report
