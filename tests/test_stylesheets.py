"""A stylesheet in layers becomes one file, so that a page asks for it once."""

from pathlib import Path

from django.core.files.storage import FileSystemStorage

from mgsite.settings import STORAGES
from mgsite.stylesheets import OnePieceStaticFilesStorage, in_one_piece


def test_imports_become_layers_in_their_order():
    files = {"a.css": "a {}\n", "b.css": "b {}\n"}
    sheet = '@layer one, two;\n\n@import "a.css" layer(one);\n@import "b.css" layer(two);\n'

    assert in_one_piece(sheet, files.__getitem__) == (
        "@layer one, two;\n\n@layer one {\na {}\n}\n@layer two {\nb {}\n}\n"
    )


def test_collected_sheet_holds_every_layer_and_asks_for_nothing(tmp_path):
    sources = FileSystemStorage(location=Path("static"))
    storage = OnePieceStaticFilesStorage(location=tmp_path, base_url="/static/")
    names = [f"css/{path.name}" for path in Path("static/css").glob("*.css")]

    for name in names:
        with sources.open(name) as file:
            storage.save(name, file)
    results = {
        name: hashed
        for name, hashed, _ in storage.post_process({name: (sources, name) for name in names})
    }

    whole = (tmp_path / results["css/site.css"]).read_text()
    layers = ["reset", "tokens", "base", "layout", "components", "utilities"]
    assert [f"@layer {layer} {{" in whole for layer in layers] == [True] * 6
    assert "@import" not in whole
    assert "/*" not in whole


def test_site_serves_sheets_in_one_piece():
    assert STORAGES["staticfiles"]["BACKEND"] == "mgsite.stylesheets.OnePieceStaticFilesStorage"
