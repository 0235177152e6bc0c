"""schemathesis against the API: every phase and every check, with a seed, on the WSGI application.

SCHEMATHESIS_EXAMPLES says how many examples all operations together get in the fuzzing phase.
"""

import os
from collections import Counter

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.db import connections
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema

from tests.public.api_site import full_site

EXAMPLES = int(os.environ.get("SCHEMATHESIS_EXAMPLES", "5000"))
SEED = 20261126
CURSOR = {"afterChangeNumber", "epoch"}
# Of questions that are valid: 410 is said of what is withdrawn, and to an earlier epoch.
ANSWERS = ["2xx", "3xx", "404", "410"]

pytestmark = pytest.mark.soak
application = get_wsgi_application()


def uncompressed(environ, start_response):
    """The site for schemathesis, which neither unpacks what it gets this way nor closes it."""
    environ.pop("HTTP_ACCEPT_ENCODING", None)
    answer = application(environ, start_response)
    try:
        return [b"".join(answer)]
    finally:
        answer.close()
        connections.close_all()  # of this thread, which ends without telling Django


@schemathesis.hook
def filter_case(context, case):
    """What no schema of parameters can say: `since` beside a change number is refused, and so is
    the 29 February of other years than leap years."""
    if "-02-29" in str(case.query):
        return False
    return "since" not in case.query or case.query.keys().isdisjoint(CURSOR)


def test_no_check_of_schemathesis_fails(committed, client):
    operations = len(full_site(client))
    config = SchemathesisConfig.from_dict(
        {
            "seed": SEED,
            "generation": {"max-examples": max(1, EXAMPLES // operations)},
            "checks": {"positive_data_acceptance": {"expected-statuses": ANSWERS}},
        }
    )
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", uncompressed, config=config)
    cases, faults, phases = Counter(), [], set()

    for event in from_schema(schema).execute():
        if isinstance(event, events.ScenarioFinished):
            phases.add(event.phase.value)
            cases[event.phase.value] += len(event.recorder.cases)
            faults += [
                f"{event.phase.value} {event.recorder.label}: {check.name} "
                f"{check.failure_info.failure if check.failure_info else ''}"
                for checks in event.recorder.checks.values()
                for check in checks
                if check.status.value == "failure"
            ]
        elif isinstance(event, events.NonFatalError | events.FatalError | events.Interrupted):
            faults.append(repr(event))

    print(f"{sum(cases.values()):,} cases: {dict(cases)}")
    assert list(dict.fromkeys(faults)) == []
    assert phases == {"examples", "coverage", "fuzzing", "stateful"}
