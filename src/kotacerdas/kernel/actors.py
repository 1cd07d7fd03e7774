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
class Actor:
    """A person or the platform itself, with the rights it holds at this moment.

    ``capture`` and ``view`` are area subtrees: what it may write for, and whose rows it may see.
    """

    username: str
    name: str
    roles: frozenset[Role] = frozenset()
    agency_code: str | None = None
    capture: tuple[AreaCode, ...] = ()
    view: tuple[AreaCode, ...] = ()

    def has(self, *roles: Role) -> bool:
        """Whether the actor holds any of these roles."""
        return not self.roles.isdisjoint(roles)

    def may_capture(self, area: AreaCode) -> bool:
        """Whether the actor may write for this area."""
        return any(area.is_within(subtree) for subtree in self.capture)

    def may_view(self, area: AreaCode) -> bool:
        """Whether the actor may see this area's rows."""
        return any(area.is_within(subtree) for subtree in self.view)


ANONYMOUS = Actor(username="", name="", roles=frozenset({Role.PUBLIC}))
SYSTEM = Actor(
    username="system",
    name="Kotacerdas",
    roles=frozenset({Role.ADMINISTRATOR}),
    capture=(AreaCode("ID"),),
    view=(AreaCode("ID"),),
)
