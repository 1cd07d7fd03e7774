"""Every entry gets its place in the chain; entries from before are chained in the order they were written.

All of it is one transaction: killed at any moment, the log is as it was before or chained as a whole.
"""

from django.db import migrations, models

from kotacerdas.apps.audit.rules import GENESIS, digest, moment_text


BATCH = 5_000
COLUMNS = ("id", "at", "action", "target", "by", "by_name", "agency_code", "facts")
UPDATE = "UPDATE audit_event SET seq = %s, previous_sha256 = %s, sha256 = %s WHERE id = %s"


def chain(apps, schema_editor):
    """Hash what is there, batch by batch, and write the head."""
    rows = apps.get_model("audit", "Event").objects.order_by("id").values_list(*COLUMNS)
    seq, before, last = 0, GENESIS, 0
    while batch := list(rows.filter(id__gt=last)[:BATCH]):
        changes = []
        for last, at, *texts in batch:
            seq += 1
            sha256 = digest((seq, before, moment_text(at), *texts))
            changes.append((seq, before, sha256, last))
            before = sha256
        with schema_editor.connection.cursor() as cursor:
            cursor.executemany(UPDATE, changes)
    apps.get_model("audit", "Head").objects.create(pk=1, seq=seq, sha256=before)


class Migration(migrations.Migration):

    dependencies = [("audit", "0001_first")]

    operations = [
        migrations.AddField("event", "seq", models.PositiveBigIntegerField(null=True)),
        migrations.AddField("event", "previous_sha256", models.CharField(default="", max_length=64), preserve_default=False),
        migrations.AddField("event", "sha256", models.CharField(default="", max_length=64), preserve_default=False),
        migrations.AlterField("event", "facts", models.TextField(default="{}")),
        migrations.CreateModel(
            name="Head",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("seq", models.PositiveBigIntegerField()),
                ("sha256", models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="Anchor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("seq", models.PositiveBigIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                ("statement", models.JSONField()),
            ],
            options={
                "indexes": [models.Index(fields=["-at"], name="audit_anchor_at")],
                "constraints": [models.UniqueConstraint(fields=("seq", "sha256"), name="audit_anchor_once")],
            },
        ),
        migrations.CreateModel(
            name="Verification",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("started_at", models.DateTimeField()),
                ("by", models.CharField(max_length=150)),
                ("by_name", models.CharField(max_length=200)),
                ("length", models.PositiveBigIntegerField(default=0)),
                ("checked", models.PositiveBigIntegerField(default=0)),
                ("seconds", models.FloatField(default=0)),
                ("verdict", models.JSONField(null=True)),
            ],
        ),
        migrations.RunPython(chain, migrations.RunPython.noop),
        migrations.AlterField("event", "seq", models.PositiveBigIntegerField(unique=True)),
    ]
