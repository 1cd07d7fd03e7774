"""The gallery shows every component, so what holds there holds on every page built from them."""

import re
from html.parser import HTMLParser

import pytest
from django.test import Client


class Page(HTMLParser):
    """Collects tags with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))


@pytest.fixture
def html(client: Client, db) -> str:
    response = client.get("/galeri/")
    assert response.status_code == 200
    return response.content.decode()


def test_no_inline_style_script_or_handler(html):
    for tag, attrs in Page(html).tags:
        assert "style" not in attrs, tag
        assert not [name for name in attrs if name.startswith("on")], tag
        if tag == "script":
            assert "src" in attrs or attrs.get("type") == "application/json"


def test_ids_are_unique(html):
    ids = [attrs["id"] for _, attrs in Page(html).tags if attrs.get("id")]

    assert len(ids) == len(set(ids))


def test_labels_and_descriptions_point_at_something(html):
    tags = Page(html).tags
    ids = {attrs["id"] for _, attrs in tags if attrs.get("id")}
    wanted = {attrs["for"] for tag, attrs in tags if tag == "label" and attrs.get("for")}
    for name in ("aria-labelledby", "aria-describedby"):
        wanted |= {part for _, attrs in tags for part in (attrs.get(name) or "").split()}

    assert wanted <= ids


def test_every_drawn_map_and_trend_has_a_table_twin(html):
    assert html.count("<figure") == html.count('<details class="twin">')


def test_svg_lengths_have_points_not_commas(html):
    lengths = re.findall(r'\s(?:width|height|x|y|cx|cy|r)="([^"]*)"', html)

    assert not [length for length in lengths if "," in length]


def test_assets_come_from_ourselves(html):
    addresses = [
        attrs.get("src") or attrs.get("href") or "" for tag, attrs in Page(html).tags if tag in {"link", "script"}
    ]

    assert all(address.startswith("/") for address in addresses if address)


def test_a_strict_content_policy_is_sent(client, db):
    policy = client.get("/galeri/")["Content-Security-Policy"]

    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
