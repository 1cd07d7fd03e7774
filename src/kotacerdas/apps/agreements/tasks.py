"""Background work of the agreements: write down what lapsed, try queued signatures again."""

from django.utils import timezone
from django_tasks import task

from kotacerdas.apps.agreements import operations, queries
from kotacerdas.kernel.actors import SYSTEM


@task()
def keep_agreements() -> int:
    """End what lapsed, begin what was registered for today, close single grants, retry signatures; repeating is safe.

    Returns how many agreements moved. Access never waits for this: it is decided by dates.
    """
    at = timezone.now()
    day = timezone.localtime(at).date()
    beginning = queries.list_beginning(day)
    for agreement in beginning:
        operations.begin_agreement(agreement_id=agreement.id, by=SYSTEM, at=at)
    lapsed = 0
    while found := queries.find_lapsed(day):
        operations.end_lapsed(agreement_id=found.id, by=SYSTEM, at=at)
        lapsed += 1
    operations.close_lapsed_grants(by=SYSTEM, at=at)
    for request in queries.list_queued():
        operations.retry_signature(agreement_id=request.agreement_id, agency_code=request.agency_code, by=SYSTEM, at=at)
    return len(beginning) + lapsed
