"""Why the command line did not do it.

KotacerdasError
├── Misuse     CommandMisused, MisnamedFile
├── Conflict   DatabaseSortsByLanguage, PortTaken
└── Fault      ChildStopped
"""

from kotacerdas.kernel.errors import Conflict, Fault, Misuse, Refusal
from kotacerdas.kernel.messages import gettext_noop


class CommandMisused(Misuse):
    """The command line is not understood; ``why`` says which word."""

    code = "commands.misuse"
    sentence = gettext_noop("The command is not understood: %(why)s Add --help to see how it is written.")


class DatabaseSortsByLanguage(Conflict):
    """PostgreSQL compares text by a language's rules there, and ranges of area codes would miss areas."""

    code = "commands.database_collation"
    sentence = gettext_noop(
        "The database compares text by the rules of a language, so areas would be missed. "
        "Make a database with LC_COLLATE 'C', as docs/how-to/run-on-postgresql.md shows."
    )


class MisnamedFile(Misuse):
    """The name of a watched file does not say what it is."""

    code = "commands.misnamed_file"
    sentence = gettext_noop(
        "The name “%(file)s” does not say what the file is. Name it <dataset>__<period>__<area>.csv, "
        "for example idm_desa__2026__51.02.csv."
    )


class PortTaken(Conflict):
    """Another program listens there."""

    code = "commands.port_taken"
    sentence = gettext_noop(
        "Port %(port)s on %(host)s is taken by another program, perhaps an earlier start. "
        "Stop it or choose another with --port."
    )


class ChildStopped(Fault):
    """The server or the worker ended although nobody asked it to."""

    code = "commands.child_stopped"
    sentence = gettext_noop(
        "“kotacerdas %(child)s” stopped by itself. Look at the lines above; nothing handed in was lost."
    )


class ChildKeepsStopping(Fault):
    """The server or the worker was started again and again and did not stay."""

    code = "commands.child_keeps_stopping"
    sentence = gettext_noop(
        "“kotacerdas %(child)s” stopped %(count)s times in a row shortly after its start, so everything was stopped. "
        "Look at the lines above; nothing handed in was lost."
    )


class SecretMissing(Misuse):
    """The server has no key to sign with."""

    code = "commands.secret_missing"
    sentence = gettext_noop(
        "The server needs a secret key. Set KOTACERDAS_SECRET_KEY to 50 random characters or more and keep it, "
        "or start with “kotacerdas run”, which makes one."
    )


class FileThere(Conflict):
    """A backup would overwrite a file."""

    code = "commands.file_there"
    sentence = gettext_noop("%(file)s is there already. Choose another name, or overwrite it with --force.")


class DataThere(Conflict):
    """A restore would replace data."""

    code = "commands.data_there"
    sentence = gettext_noop(
        "There is data already in %(folder)s. Point KOTACERDAS_DATA at an empty folder, or replace it with --force."
    )


class StillRunning(Conflict):
    """A server, a worker or another restore works on the data."""

    code = "commands.still_running"
    sentence = gettext_noop("Kotacerdas is running on this data. Stop the server and the worker first, then restore.")


class BeingRestored(Conflict):
    """A restore replaces the data."""

    code = "commands.being_restored"
    sentence = gettext_noop("This data is being restored from a backup. Wait until it is done, then start again.")


class OtherDatabase(Refusal):
    """The backup holds another kind of database."""

    code = "commands.other_database"
    sentence = gettext_noop(
        "The backup holds a %(theirs)s database, this installation uses %(ours)s. Set KOTACERDAS_DATABASE_URL to match."
    )


class DatabaseDamaged(Refusal):
    """SQLite finds a copy of the database broken."""

    code = "commands.database_damaged"
    sentence = gettext_noop("The database is damaged: %(why)s. Restore the newest backup that is whole.")


class DatabaseToolMissing(Misuse):
    """A program of PostgreSQL is not installed."""

    code = "commands.database_tool_missing"
    sentence = gettext_noop(
        "“%(program)s” is needed for a PostgreSQL database and is not installed. "
        "Install the client programs of PostgreSQL and try again."
    )


class DatabaseToolFailed(Fault):
    """A program of PostgreSQL ended with a complaint."""

    code = "commands.database_tool_failed"
    sentence = gettext_noop("“%(program)s” did not finish: %(why)s. The database is as it was.")


class DiskRefused(Fault):
    """A file could not be read or written."""

    code = "commands.disk_refused"
    sentence = gettext_noop(
        "%(file)s could not be read or written: %(why)s. What was there before is as it was; "
        "look at the space and the rights, then try again."
    )
