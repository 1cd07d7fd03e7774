"""What views read from a request, and agreements as far as a reader may see them."""

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext

from kotacerdas.apps.accounts import queries as accounts
from kotacerdas.apps.agreements import queries, rules
from kotacerdas.apps.agreements.presenters import words
from kotacerdas.apps.agreements.types import Agreement
from kotacerdas.kernel.actors import Actor
from kotacerdas.kernel.errors import KotacerdasError


UNREADABLE = 422
MOST_DIGITS = 9  # of a number in an address


def actor_of(request: HttpRequest) -> Actor:
    """Who asks."""
    return accounts.actor_for(request.user.pk)


def visible(request: HttpRequest, agreement_id: int) -> Agreement:
    """The agreement; raises ``AgreementNotFound`` when the reader may not see it."""
    agreement = queries.get_agreement(agreement_id)
    rules.check_can_see(actor_of(request), agreement)
    return agreement


def tell(form: forms.Form, problem: KotacerdasError, field: str | None = None) -> None:
    """Put a refusal beside the field it is about, or above the form."""
    form.add_error(field, words.refusal(problem))


def status_of(form: forms.Form) -> int:
    """200 for a form that is asked for, 422 for one that was refused."""
    return UNREADABLE if form.is_bound and form.errors else 200


def sentence_of(problem: KotacerdasError) -> str:
    """A refusal as a message on the next page."""
    return gettext("Nothing was changed.") + " " + words.refusal(problem)
