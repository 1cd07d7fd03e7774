"""Who acts: passed to every operation as ``by``, never read from a request."""

from dataclasses import dataclass
from enum import StrEnum

from kotacerdas.kernel.areas import AreaCode


class Role(StrEnum):
    """What a person is to the platform; the terms are those of Satu Data Indonesia where it has one."""

    PUBLIC = "public"
    VILLAGE_OPERATOR = "village_operator"
    DATA_PRODUCER = "data_producer"
    DATA_STEWARD = "data_steward"
    DATA_SUPERVISOR = "data_supervisor"
    PLANNER = "planner"
    EXECUTIVE = "executive"
    MINISTRY_MENTOR = "ministry_mentor"
    ASSESSOR = "assessor"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Credential:
    """What a token narrows its holder to. ``label`` is safe to show; no ``datasets`` means all of them."""

    label: str
    scopes: frozenset[str]
    datasets: frozenset[str] = frozenset()
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """A person or the platform itself, with the rights it holds at this moment.

    ``capture`` and ``view`` are area subtrees: what it may write for, and whose rows it may see. ``token`` is set
    when a program acts with a token instead of a session.
    """

    username: str
    name: str
    roles: frozenset[Role] = frozenset()
    agency_code: str | None = None
    capture: tuple[AreaCode, ...] = ()
    view: tuple[AreaCode, ...] = ()
    token: Credential | None = None

    def has(self, *roles: Role) -> bool:
        """Whether the actor holds any of these roles."""
        return not self.roles.isdisjoint(roles)

    def may_capture(self, area: AreaCode) -> bool:
        """Whether the actor may write for this area."""
        return any(area.is_within(subtree) for subtree in self.capture)

    def may_view(self, area: AreaCode) -> bool:
        """Whether the actor may see this area's rows."""
        return any(area.is_within(subtree) for subtree in self.view)

    def may_use(self, scope: str, dataset: str = "") -> bool:
        """Whether the token, if there is one, was made for this scope and dataset. A session is made for all."""
        if self.token is None:
            return True
        reaches = not self.token.datasets or not dataset or dataset in self.token.datasets
        return scope in self.token.scopes and reaches


ANONYMOUS = Actor(username="", name="", roles=frozenset({Role.PUBLIC}))
SYSTEM = Actor(
    username="system",
    name="Kotacerdas",
    roles=frozenset({Role.ADMINISTRATOR}),
    capture=(AreaCode("ID"),),
    view=(AreaCode("ID"),),
)
