"""Why somebody is not told."""

from kotacerdas.kernel.errors import Denied, NotFound, Refusal
from kotacerdas.kernel.messages import gettext_noop


class SubscriptionNotFound(NotFound):
    """There is none of this number, or it was deleted."""

    code = "exchange.subscription_not_found"
    sentence = gettext_noop("There is no subscription number %(number)s.")


class DeliveryNotFound(NotFound):
    """The subscription was never to be told of this."""

    code = "exchange.delivery_not_found"
    sentence = gettext_noop("Subscription number %(subscription)s has no delivery number %(number)s.")


class SubscriberNeeded(Denied):
    """A subscription belongs to an agency."""

    code = "exchange.subscriber_needed"
    sentence = gettext_noop("A subscription belongs to an agency. Log in with an account that works for one.")


class NotYourSubscription(Denied):
    """It is another agency's."""

    code = "exchange.not_your_subscription"
    sentence = gettext_noop("Subscription number %(number)s belongs to another agency.")


class TooManySubscriptions(Refusal):
    """An agency has enough of them."""

    code = "exchange.too_many_subscriptions"
    sentence = gettext_noop("An agency may have %(most)s subscriptions. Delete one that is no longer used.")


class AddressNotHttps(Refusal):
    """Nothing can be sent there in safety."""

    code = "exchange.address_not_https"
    sentence = gettext_noop(
        "Give the whole address of the receiver, beginning with https:// and without a name or password in it."
    )


class WrongSubscriptionState(Refusal):
    """It cannot do that now."""

    code = "exchange.wrong_subscription_state"
    sentence = gettext_noop("Subscription number %(number)s is “%(state)s”, so this cannot be done now.")


class NothingToHear(Denied):
    """The agency may not read the dataset."""

    code = "exchange.nothing_to_hear"
    sentence = gettext_noop(
        "Your agency may not read the dataset “%(dataset)s”, so there is nothing to be told. Ask its producer for access first."
    )
