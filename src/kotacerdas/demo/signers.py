"""Keys and mandates of the demo: an authority of its own, and a key for each account that signs."""

from datetime import UTC, date, datetime
from functools import cached_property

from django.conf import settings

from kotacerdas.apps.accounts import queries as accounts
from kotacerdas.apps.agencies import queries as agencies
from kotacerdas.apps.agreements import operations
from kotacerdas.apps.agreements import queries as agreements
from kotacerdas.kernel.actors import SYSTEM, Actor
from kotacerdas.lake import files
from kotacerdas.signing import keys


DECREE = "Mandat peraga: akun ini menandatangani hanya di dalam peraga"
ROOT = "otoritas-peraga.cer"
_SINCE = datetime(2022, 1, 3, tzinfo=UTC)
_DAYS = 3600
_GOVERNMENT = "Pemerintah Kabupaten Tabanan (peraga)"


class Signers:
    """Signs for the demo's accounts with the demo's published password; keys are made when first needed."""

    def sign(self, agreement_id: int, office_code: str, *, by: Actor, at: datetime) -> None:
        """Put the account's signature for its office on an agreement."""
        if agreements.find_key(office_code, by.username) is None:
            self._equip(office_code, by, at=at)
        operations.sign_agreement(
            agreement_id=agreement_id,
            agency_code=office_code.rpartition("/")[0],
            passphrase=self._passphrase,
            by=by,
            at=at,
        )

    def _equip(self, office_code: str, by: Actor, *, at: datetime) -> None:
        office = agencies.get_office(office_code)
        operations.give_mandate(
            office_code=office_code,
            username=by.username,
            decree=DECREE,
            since=date(2022, 1, 3),
            until=None,
            by=SYSTEM,
            at=at,
        )
        key = keys.make_office_key(
            authority=self._authority.p12,
            authority_passphrase=self._passphrase,
            holder=keys.Holder(
                person=by.name,
                position=office.title,
                office=agencies.get_agency(office.agency_code).name,
                organization=_GOVERNMENT,
            ),
            passphrase=self._passphrase,
            at=_SINCE,
            days=_DAYS,
        )
        operations.add_office_key(
            office_code=office_code,
            pkcs12=key.p12,
            passphrase=self._passphrase,
            new_passphrase=self._passphrase,
            by=by,
            at=at,
        )

    @cached_property
    def _passphrase(self) -> str:
        return accounts.list_demo_accounts()[0].password

    @cached_property
    def _authority(self) -> keys.KeyFile:
        """A new authority, its certificate put among those we trust as a node's own."""
        authority = keys.make_authority(
            name="Otoritas Sertifikat Peraga", organization=_GOVERNMENT, passphrase=self._passphrase, at=_SINCE
        )
        with files.beside(settings.LAKE_FOLDER) as draft:
            draft.write_bytes(authority.certificate)
            files.settle(draft, settings.ROOTS_FOLDER / "node" / ROOT)
        return authority
