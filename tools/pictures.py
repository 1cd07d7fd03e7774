"""Take the pictures of the documents from a running demo: ``tools/pictures.py http://127.0.0.1:8000``."""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright


FOLDER = Path(__file__).resolve().parents[1] / "docs" / "images"
PAGES = {
    "command-centre": "/?indikator=n5-air-minum-layak",
    "trace": "/indikator/n5-air-minum-layak/telusur/51.02/2026/",
}


def main(address: str) -> None:
    """Visit each page in Chromium and keep what the first screen shows."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        chromium = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1360, "height": 960}, locale="id-ID")
        for name, path in PAGES.items():
            page.goto(f"{address.rstrip('/')}{path}", wait_until="networkidle")
            page.screenshot(path=FOLDER / f"{name}.png")
            print(f"took docs/images/{name}.png")
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
