"""Pictures of the public pages to look at one by one: `make screenshots`, into `var/screenshots/`.

Serves the starter content from a database of its own and takes each page whole at three widths, light and dark.
Names given to it choose pages: `python -m tests.screenshots home condition`.
"""

import os
import shutil
import sys
from pathlib import Path

from tests.bench import ROOT, starter_site
from tests.on_postgres import free_port

OUT = ROOT / "var" / "screenshots"
WIDTHS = {360: 780, 768: 1024, 1280: 900}  # px, and the height of the window
SCHEMES = ("light", "dark")
PAGES = {
    "home": "/",
    "conditions": "/conditions/",
    "condition": "/conditions/migraine/",
    "claim": "/claims/oral-magnesium-migraine-frequency/",
    "article": "/articles/magnesium-for-migraine/",
    "source": "/sources/peikert-1996/",
    "supplement": "/supplements/magnesium/",
    "compare-conditions": "/compare/",
    "compare-forms": "/compare/forms/",
    "compare-articles": "/compare/articles/",
    "compare-map": "/compare/map/",
    "search": "/search/?q=rls+sleep",
    "search-nothing": "/search/?q=qwertz",
    "checks": "/checks/",
    "check": "/checks/popular-article-on-migraine/",
    "ask": "/ask/",
    "changes": "/changes/",
    "item-changes": "/changes/condition/migraine/",
    "edition": "/editions/1/",
    "corrections": "/corrections/",
    "as-it-was": "/conditions/migraine/?edition=1",
    "how-we-grade": "/how-we-grade/",
    "about": "/about/",
    "not-found": "/conditions/nothing/",
}


def main(wanted: list[str]) -> int:
    if unknown := sorted(set(wanted) - set(PAGES)):
        print(f"There is no page {', '.join(unknown)}. Choose from: {', '.join(PAGES)}.")
        return 2
    chromium = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)
    if chromium is None:
        print("Chromium is not installed (Debian, Ubuntu: apt install chromium).")
        return 1
    port = free_port()
    with starter_site(port):
        return 1 if take(chromium, f"http://127.0.0.1:{port}", wanted or list(PAGES)) else 0


def take(chromium: str, site: str, names: list[str]) -> list[str]:
    """Writes the pictures and returns what was wrong with a page, each also printed."""
    from playwright.sync_api import sync_playwright

    OUT.mkdir(parents=True, exist_ok=True)
    faults: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for width, height in WIDTHS.items():
            for scheme in SCHEMES:
                view = {"width": width, "height": height}
                page = browser.new_context(viewport=view, color_scheme=scheme).new_page()
                page.on("console", lambda said: said.type == "error" and faults.append(said.text))
                page.on(
                    "request", lambda sent: sent.url.startswith(site) or faults.append(sent.url)
                )
                for name in names:
                    page.goto(site + PAGES[name])
                    path = Path(OUT, f"{name}-{width}-{scheme}.png")
                    page.screenshot(path=path, full_page=True)
                    if page.evaluate("document.documentElement.scrollWidth") > width:
                        faults.append(f"{path.name} scrolls sideways")
        browser.close()
    expected = sum(name == "not-found" for name in names) * len(WIDTHS) * len(SCHEMES)
    faults = [fault for fault in faults if "404" not in fault] if expected else faults
    print("\n".join(faults or [f"{len(names) * 6} pictures in {os.path.relpath(OUT, ROOT)}/"]))
    return faults


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
