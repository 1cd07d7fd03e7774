"""The audit chain: what it costs to write an entry, and to follow a million of them.

Makes a SQLite database of its own with a million entries written through the platform, then times in one run, best of
three:

scan        a plain SELECT of the same rows and columns, fetched and thrown away
hash        hashing alone: the same entries already in memory, batch by batch
verify      what runs: read, hash, follow every link, compare with the head and the anchors
export      the chain as JSON lines into a file; and following that file without the database

and what one entry costs when it is written in a transaction of many, beside the same rows without a chain.
"""

import argparse
import importlib
import os
import resource
import tempfile
from pathlib import Path

import django
from django.core.management import call_command


def main() -> None:
    """Print one line per way, with its ratio to the scan."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--entries", type=int, default=1_000_000)
    count = parser.parse_args().entries
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        set_up(place)
        ways = importlib.import_module("audit_ways")
        ways.fill(count)
        scan = ways.best(lambda: ways.scan_rows(place))
        hashing = ways.hash_alone()
        following = ways.best(ways.follow)
        exported, checked = ways.export(place / "chain.jsonl")
        chained, plain = ways.write_chained(), ways.write_plain(place)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{count:,} entries, peak memory {peak:.0f} MB")
    times = {"scan": scan, "hash": hashing, "verify": following, "export": exported, "check export": checked}
    for name, seconds in times.items():
        print(f"{name:<14} {seconds:7.2f} s   {seconds / scan:5.2f} × scan   {count / seconds:9,.0f} entries/s")
    print(f"record         {chained * 1e6:7.0f} µs an entry; a bare insert of the same row {plain * 1e6:.0f} µs")


def set_up(place: Path) -> None:
    """An empty database of our own."""
    os.environ |= {"KOTACERDAS_DATA": str(place), "KOTACERDAS_DATABASE_URL": "", "KOTACERDAS_DEMO": "1"}
    os.environ.setdefault("KOTACERDAS_SECRET_KEY", "only-for-the-benchmark")
    os.environ["DJANGO_SETTINGS_MODULE"] = "kotacerdas.config.settings"
    django.setup()
    call_command("migrate", "audit", verbosity=0)


if __name__ == "__main__":
    main()
