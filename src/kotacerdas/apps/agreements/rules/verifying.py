"""What the register adds to what a file proves by itself, in sentences: message ids with their facts."""

from collections.abc import Iterator
from datetime import date

from kotacerdas.apps.agreements.rules.life import is_in_force
from kotacerdas.apps.agreements.types import Agreement, Match, SignatureMethod, SignatureRequest
from kotacerdas.kernel.messages import gettext_noop


Sentence = tuple[str, dict[str, object]]
FINAL = gettext_noop("This is, byte for byte, the file our register holds for agreement %(agreement)s.")
EARLIER = gettext_noop(
    "This is an earlier state of agreement %(agreement)s, before all had signed; ask for the final file."
)
UNSIGNED = gettext_noop("This is agreement %(agreement)s as it was before anybody signed.")
SCAN = gettext_noop("This is the scan of ink signatures handed in for agreement %(agreement)s.")
CODE = gettext_noop(
    "The code belongs to agreement %(agreement)s. Only the file itself shows whether its words are the same."
)
UNKNOWN = gettext_noop("Our register does not know this file. It may be changed, or belong to another platform.")
REGISTERED = gettext_noop("It stands in the register as number %(number)s.")
IN_FORCE = gettext_noop("It is in force today, since %(since)s.")
NOT_IN_FORCE = gettext_noop("It is not in force today; its state is %(state)s.")
AUTHORITY = gettext_noop("%(name)s signed for %(office)s on the ground of: %(source)s.")
NO_SOURCE = gettext_noop("No decree is written down on which %(name)s signed for %(office)s.")
ONLY_SCAN = gettext_noop(
    "%(office)s signed in ink; the scan proves neither who wrote it nor that it is unchanged before it came to us."
)
MATCHES = {
    Match.FINAL: FINAL,
    Match.EARLIER: EARLIER,
    Match.UNSIGNED: UNSIGNED,
    Match.SCAN: SCAN,
    Match.CODE: CODE,
    Match.UNKNOWN: UNKNOWN,
}
_PROVING = (Match.FINAL, Match.EARLIER, Match.UNSIGNED, Match.SCAN)


def list_register_proofs(
    match: Match, agreement: Agreement | None, signatures: tuple[SignatureRequest, ...], on: date
) -> Iterator[tuple[bool, Sentence]]:
    """Pairs of whether it is proven and the sentence that says so."""
    if agreement is None:
        yield False, (UNKNOWN, {})
        return
    yield match in _PROVING, (MATCHES[match], {"agreement": agreement.number})
    if agreement.register_number:
        yield True, (REGISTERED, {"number": agreement.register_number})
    if is_in_force(agreement, on):
        yield True, (IN_FORCE, {"since": agreement.since})
    else:
        yield True, (NOT_IN_FORCE, {"state": agreement.state.value})
    for each in signatures:
        if each.signed_at is None:
            continue
        facts: dict[str, object] = {
            "name": each.signed_name,
            "office": each.office_code,
            "source": each.authority_source,
        }
        yield bool(each.authority_source), (AUTHORITY if each.authority_source else NO_SOURCE, facts)
        if each.method is SignatureMethod.SCAN:
            yield False, (ONLY_SCAN, facts)
