"""openapi-python-client makes a client from the document, and every operation is called with it."""

import importlib
import json
import subprocess
import sys

import httpx
import pytest
from django.core.wsgi import get_wsgi_application

from tests.public.api_site import REQUIRED, full_site

CONFIG = """
post_hooks: []
package_name_override: made_client
content_type_overrides:
  application/x-ndjson: text/plain
"""

pytestmark = pytest.mark.soak


@pytest.fixture
def package(client, committed, tmp_path, monkeypatch):
    """The name of the generated package, importable."""
    source, config = tmp_path / "openapi.json", tmp_path / "config.yml"
    source.write_bytes(client.get("/api/v1/openapi.json").content)
    config.write_text(CONFIG)
    command = [sys.executable, "-m", "openapi_python_client", "generate", "--meta", "none"]
    options = ["--path", source, "--config", config, "--output-path", tmp_path / "made_client"]
    finished = subprocess.run(
        [*command, "--fail-on-warning", *options],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert finished.returncode == 0, finished.stdout + finished.stderr
    monkeypatch.syspath_prepend(tmp_path)
    yield "made_client"
    for name in [name for name in sys.modules if name.split(".")[0] == "made_client"]:
        del sys.modules[name]


def test_every_operation_is_called_by_the_client_that_is_made(client, package):
    paths = full_site(client)
    document = client.get("/api/v1/openapi.json").json()
    made = importlib.import_module(package).Client(
        base_url="http://127.0.0.1:8000/api/v1",
        httpx_args={"transport": httpx.WSGITransport(app=get_wsgi_application())},
    )
    faults, called = [], 0

    for template, methods in document["paths"].items():
        operation = methods["get"]
        tag, name = operation["tags"][0], operation["operationId"]
        module = importlib.import_module(f"{package}.api.{tag}.{name}")
        answer = module.sync_detailed(client=made, **arguments(template, paths[template]))
        called += 1
        if answer.status_code != 200:
            faults.append(f"{name}: {answer.status_code} {answer.content[:200]!r}")
        elif template == "/export":
            faults += [] if answer.parsed == answer.content.decode() else [name]
        elif with_zulu(answer.parsed.to_dict()) != json.loads(answer.content):
            faults.append(f"{name}: what was parsed is not what was sent")

    assert faults == []
    assert called == len(paths)


def with_zulu(document: dict) -> dict:
    """The client writes the moments that it has read in its own way."""
    return json.loads(json.dumps(document).replace("+00:00", "Z"))


def arguments(template: str, path: str) -> dict[str, str]:
    """What the operation cannot do without."""
    if "{id}" in template:
        return {"id": path.removeprefix("/api/v1").split("/")[2]}
    if template in REQUIRED:
        name, _, value = path.partition("?")[2].partition("=")
        return {name: value}
    return {}
