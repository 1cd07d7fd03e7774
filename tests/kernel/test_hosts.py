"""Nobody outside makes us call a machine inside."""

import pytest

from kotacerdas.kernel.hosts import PrivateHost, check_callable, is_public


INSIDE = [
    "127.0.0.1",
    "10.0.0.8",
    "172.16.3.4",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1%eth0",
    "fd00::1",
    "::ffff:10.0.0.8",
    "64:ff9b::a00:8",
    "2002:a00:8::1",
]


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_of_a_private_network_is_refused(address):
    assert not is_public(address)
    with pytest.raises(PrivateHost, match="agency.example"):
        check_callable("agency.example", [address])


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "64:ff9b::808:808"])
def test_an_address_of_the_internet_is_called(address):
    assert check_callable("agency.example", [address]) == address


def test_one_private_address_among_public_ones_is_enough_to_refuse():
    with pytest.raises(PrivateHost):
        check_callable("agency.example", ["8.8.8.8", "10.0.0.8"])


def test_a_name_without_an_address_is_refused():
    with pytest.raises(PrivateHost):
        check_callable("agency.example", [], ["agency.example"])


@pytest.mark.parametrize("allowed", ["Node.Agency.Example.", "10.1.2.3", "10.1.0.0/16"])
def test_what_the_administrator_names_is_called(allowed):
    assert check_callable("node.agency.example", ["10.1.2.3"], [allowed]) == "10.1.2.3"


def test_naming_one_host_names_no_other():
    with pytest.raises(PrivateHost):
        check_callable("other.example", ["10.1.2.3"], ["node.agency.example", "10.2.0.0/16"])
