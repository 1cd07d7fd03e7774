"""How a contract stands in the catalogue: nothing about persons is open by oversight, nothing is limited without a reason."""

import pytest

from kotacerdas.contracts.contract import read_contract
from kotacerdas.contracts.errors import ContractRefused
from kotacerdas.contracts.listing import Collection, Openness, Theme
from kotacerdas.kernel.areas import AreaCode
from tests.contracts.bodies import make_body, make_field


REASON = {"id": "Karena memuat alamat.", "en": "Because it holds addresses."}


def listed(*, privacy: str = "public", **said):
    body = make_body()
    fields = [*body["schema"]["fields"], make_field("lain", k__privacy=privacy)]
    return read_contract(body | said | {"schema": body["schema"] | {"fields": fields}}).listing


@pytest.mark.parametrize(
    ("privacy", "openness"),
    [
        ("public", Openness.OPEN),
        ("internal", Openness.OPEN),
        ("personal", Openness.LIMITED),
        ("specific", Openness.LIMITED),
    ],
)
def test_data_about_persons_is_limited_unless_somebody_said_otherwise(privacy, openness):
    listing = listed(privacy=privacy)

    assert listing.openness is openness
    assert ("UU 27/2022" in listing.openness_reason["id"]) is (openness is Openness.LIMITED)


def test_what_is_stated_counts():
    listing = listed(
        privacy="personal",
        licenses=[{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}],
        keywords=["jalan"],
        **{
            "kotacerdas:openness": "closed",
            "kotacerdas:opennessReason": REASON,
            "kotacerdas:priority": True,
            "kotacerdas:themes": ["living", "people"],
            "kotacerdas:contact": {"title": "Bidang Data", "email": "data@tabanan.example"},
            "kotacerdas:activity": {"title": "Pendataan", "collection": "census"},
            "kotacerdas:spatial": "51.02.01",
            "kotacerdas:temporal": {"start": "2020-01-01"},
        },
    )

    assert (listing.openness, listing.openness_reason, listing.is_priority) == (Openness.CLOSED, REASON, True)
    assert (listing.themes, listing.keywords) == ((Theme.LIVING, Theme.PEOPLE), ("jalan",))
    assert [licence.title for licence in listing.licences] == ["CC-BY-4.0"]
    assert (listing.contact.email, listing.activity.collection) == ("data@tabanan.example", Collection.CENSUS)
    assert (listing.area, str(listing.since), listing.until) == (AreaCode("51.02.01"), "2020-01-01", None)


@pytest.mark.parametrize("openness", ["limited", "closed"])
def test_data_is_not_kept_from_people_without_a_reason(openness):
    with pytest.raises(ContractRefused, match="opennessReason"):
        listed(**{"kotacerdas:openness": openness})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("kotacerdas:themes", ["kesehatan"]),
        ("kotacerdas:contact", {"title": "Bidang Data", "email": "tanpa alamat"}),
        ("kotacerdas:spatial", "5102"),
        ("kotacerdas:activity", {"collection": "guess"}),
    ],
)
def test_a_misspelt_listing_is_refused(name, value):
    with pytest.raises(ContractRefused, match=name):
        listed(**{name: value})
