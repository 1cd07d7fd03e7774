"""Moving agreements on over HTTP; each call is one operation under the caller's own name."""

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status

from kotacerdas.apps.agreements import operations, queries, rules
from kotacerdas.apps.agreements.api.shapes import actor_of, detail_shape, signature_shape, visible
from kotacerdas.apps.agreements.errors import AgreementMalformed
from kotacerdas.apps.agreements.schemas import (
    AcceptIn,
    AgreementDetail,
    DeclineIn,
    DraftIn,
    OfferIn,
    ReasonIn,
    RegisterIn,
    ReviewIn,
    SignatureOut,
    SignIn,
)
from kotacerdas.apps.agreements.types import AgreementKind, Filled, SigningOrder
from kotacerdas.ui.api import session_auth


router = Router(auth=session_auth)
Shape = dict[str, object]


@router.post("/agreements/drafts", response={201: AgreementDetail})
def draft_agreement(request: HttpRequest, draft: DraftIn) -> Status[Shape]:
    """Begin an agreement from a template or with a text of its own."""
    kind, filled = _read_draft(draft)
    agreement = operations.draft_agreement(
        number=draft.number,
        kind=kind,
        title=draft.title or filled.title,
        subject=draft.subject or filled.subject,
        place=draft.place,
        parties=[(side.agency, side.office) for side in draft.parties],
        since=draft.since,
        until=draft.until,
        text=filled.text,
        parent_id=draft.parent,
        renews_id=draft.renews,
        template_name=draft.template,
        signing_order=rules.read_choice(SigningOrder, draft.signing_order),
        by=actor_of(request),
        at=timezone.now(),
    )
    return Status(201, detail_shape(agreement))


@router.post("/agreements/{agreement_id}/offers", response=AgreementDetail)
def offer_text(request: HttpRequest, agreement_id: int, offer: OfferIn) -> Shape:
    """Offer another text in answer to the newest version."""
    visible(request, agreement_id)
    return detail_shape(
        operations.offer_text(
            agreement_id=agreement_id,
            text=rules.read_offered(offer.text),
            answers_version=offer.answers_version,
            note=offer.note,
            by=actor_of(request),
            at=timezone.now(),
        )
    )


@router.post("/agreements/{agreement_id}/review-request", response=AgreementDetail)
def submit_for_review(request: HttpRequest, agreement_id: int) -> Shape:
    """Hand the newest text to the legal review."""
    visible(request, agreement_id)
    return detail_shape(
        operations.submit_for_review(agreement_id=agreement_id, by=actor_of(request), at=timezone.now())
    )


@router.post("/agreements/{agreement_id}/review", response=AgreementDetail)
def review_agreement(request: HttpRequest, agreement_id: int, review: ReviewIn) -> Shape:
    """Approve a version, or send it back with a note."""
    visible(request, agreement_id)
    return detail_shape(
        operations.review_agreement(
            agreement_id=agreement_id,
            version=review.version,
            is_approved=review.is_approved,
            note=review.note,
            by=actor_of(request),
            at=timezone.now(),
        )
    )


@router.post("/agreements/{agreement_id}/acceptance", response=AgreementDetail)
def accept_text(request: HttpRequest, agreement_id: int, accept: AcceptIn) -> Shape:
    """Say yes to the newest version."""
    visible(request, agreement_id)
    return detail_shape(
        operations.accept_text(
            agreement_id=agreement_id, version=accept.version, by=actor_of(request), at=timezone.now()
        )
    )


@router.post("/agreements/{agreement_id}/signing", response=AgreementDetail)
def begin_signing(request: HttpRequest, agreement_id: int) -> Shape:
    """Print the agreed text and ask the parties to sign."""
    visible(request, agreement_id)
    return detail_shape(operations.begin_signing(agreement_id=agreement_id, by=actor_of(request), at=timezone.now()))


@router.post("/agreements/{agreement_id}/signatures", response=SignatureOut)
def sign_agreement(request: HttpRequest, agreement_id: int, sign: SignIn) -> Shape:
    """Sign for a party with the caller's own key; the passphrase opens it once and is not kept."""
    visible(request, agreement_id)
    return signature_shape(
        operations.sign_agreement(
            agreement_id=agreement_id,
            agency_code=sign.agency,
            passphrase=sign.passphrase,
            by=actor_of(request),
            at=timezone.now(),
        )
    )


@router.post("/agreements/{agreement_id}/refusal", response=AgreementDetail)
def decline_signature(request: HttpRequest, agreement_id: int, decline: DeclineIn) -> Shape:
    """Not sign; the agreement goes back to be negotiated."""
    visible(request, agreement_id)
    return detail_shape(
        operations.decline_signature(
            agreement_id=agreement_id,
            agency_code=decline.agency,
            reason=decline.reason,
            by=actor_of(request),
            at=timezone.now(),
        )
    )


@router.post("/agreements/{agreement_id}/registration", response=AgreementDetail)
def register_agreement(request: HttpRequest, agreement_id: int, entry: RegisterIn) -> Shape:
    """Enter a wholly signed agreement in the register."""
    visible(request, agreement_id)
    return detail_shape(
        operations.register_agreement(
            agreement_id=agreement_id,
            register_number=entry.register_number,
            by=actor_of(request),
            at=timezone.now(),
        )
    )


@router.post("/agreements/{agreement_id}/termination", response=AgreementDetail)
def terminate_agreement(request: HttpRequest, agreement_id: int, end: ReasonIn) -> Shape:
    """End an agreement today, with all access under it."""
    visible(request, agreement_id)
    return detail_shape(
        operations.terminate_agreement(
            agreement_id=agreement_id, reason=end.reason, by=actor_of(request), at=timezone.now()
        )
    )


@router.post("/agreements/{agreement_id}/withdrawal", response=AgreementDetail)
def withdraw_agreement(request: HttpRequest, agreement_id: int, end: ReasonIn) -> Shape:
    """Give up an agreement that is not registered yet."""
    visible(request, agreement_id)
    return detail_shape(
        operations.withdraw_agreement(
            agreement_id=agreement_id, reason=end.reason, by=actor_of(request), at=timezone.now()
        )
    )


def _read_draft(draft: DraftIn) -> tuple[AgreementKind, Filled]:
    if draft.template:
        template = queries.get_template(draft.template)
        return template.kind, rules.fill(template, draft.fields or {})
    if draft.text is None or not draft.title:
        raise AgreementMalformed(what="text, title")
    kind = rules.read_choice(AgreementKind, draft.kind)
    return kind, Filled(draft.title, draft.subject, rules.read_offered(draft.text))
