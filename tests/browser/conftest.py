"""A real Chromium, the system's own, against the live server."""

import os
import shutil

import pytest

# Playwright's synchronous API runs inside an event loop of its own; the ORM of the test itself
# stays in one thread, which is what Django's guard is about.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-quic",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium():
    from playwright.sync_api import sync_playwright

    found = next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    if found is None:
        pytest.skip("Chromium is not installed (Debian, Ubuntu: apt install chromium).")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium, live_server, committed):
    """Call it for a page of one's own: another browser profile each time, base address set.

    Whatever the page reports to its console as an error (a blocked script, a missing file)
    fails the test at its end; `listen=False` is for axe, which writes inline styles itself.
    """
    contexts, complaints = [], []

    def make(listen=True, **options):
        context = chromium.new_context(base_url=live_server.url, **options)
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        if not listen:
            return page
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield make
    for context in contexts:
        context.close()
    assert complaints == []
