"""How two workers share the tests: whole folders where a server is started once, whole files elsewhere."""

from pathlib import PurePosixPath

from xdist.scheduler.loadscope import LoadScopeScheduling
from xdist.workermanage import WorkerController


SERVERS = ("tests/journeys", "tests/postgres")
"""Folders whose tests share one running platform or one PostgreSQL; they start first, as they take longest."""


class FolderScheduling(LoadScopeScheduling):
    """Tests of one scope run on one worker, one after the other."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.split("::", maxsplit=1)[0]
        folder = str(PurePosixPath(file).parent)
        return folder if folder in SERVERS else file

    def _assign_work_unit(self, node: WorkerController) -> None:
        for folder in reversed(SERVERS):
            if folder in self.workqueue:
                self.workqueue.move_to_end(folder, last=False)
        super()._assign_work_unit(node)
