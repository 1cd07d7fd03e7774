"""The import contract the built-in types cannot say: an app is entered by its doors."""

from collections.abc import Iterator
from typing import Any

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class DoorsContract(Contract):
    """Forbid one app importing another except through the named modules.

    Configured with ``apps`` (the package whose children are apps) and ``doors`` (names of their open modules).
    """

    type_name = "doors"
    apps: Any = fields.ModuleField()
    doors: Any = fields.SetField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002, FBT001 - the base class sets the signature
        """Collect every import that enters an app beside its doors."""
        broken = sorted(set(self._break_ins(graph)))
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Name each import and the doors it should have used."""
        for importer, imported in check.metadata["broken"]:
            output.print_error(f"{importer} enters {imported}; use {', '.join(sorted(self.doors))}.")

    def _break_ins(self, graph: ImportGraph) -> Iterator[tuple[str, str]]:
        for app in graph.find_children(self.apps.name):
            for importer in {app} | graph.find_descendants(app):
                for imported in graph.find_modules_directly_imported_by(importer):
                    if self._is_break_in(app, imported):
                        yield importer, imported

    def _is_break_in(self, app: str, imported: str) -> bool:
        root = f"{self.apps.name}."
        if not imported.startswith(root) or imported == app or imported.startswith(f"{app}."):
            return False
        _, *inside = imported.removeprefix(root).split(".")
        return not inside or inside[0] not in self.doors
