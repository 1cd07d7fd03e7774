"""CKAN's actions that write: rows come in as submissions and are checked like any other file."""

import io
import json
from collections.abc import Mapping
from functools import partial
from typing import IO

from django.db import transaction
from django.urls import reverse

from kotacerdas.apps.exchange import operations, queries
from kotacerdas.apps.exchange.api.ckan_asked import Asked
from kotacerdas.apps.exchange.errors import (
    AgreedOnPage,
    ParameterDoesNotFit,
    ParameterMissing,
    RowsReplacedWhole,
    TokenTooNarrow,
)
from kotacerdas.apps.exchange.tasks import process_submission
from kotacerdas.apps.exchange.types import Package, Resource
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.periods import Period


WRITE = "ckan:write"  # the scope a token needs
MOST_RECORDS = 100_000


def refuse_package(asked: Asked) -> object:
    """Not offered: a dataset is a contract that its producer and the data steward sign on a page."""
    _check_token(asked, "")
    raise AgreedOnPage(page=asked.request.build_absolute_uri(reverse("exchange:drafts")))


def refuse_upsert(asked: Asked) -> object:
    """Not offered: a submission replaces the rows of its period and area."""
    _check_token(asked, "")
    raise RowsReplacedWhole


def create_resource(asked: Asked) -> object:
    """Hand in a file. Parameters: ``package_id`` (or ``id`` of a resource), ``period``, ``area``, and the file as ``upload``; ``period`` and ``area`` may stand in ``extras``. Answers with the submission and its state."""
    if asked.file is None:
        raise ParameterMissing(field="upload")
    package, resource = _target(asked)
    return _hand_in(asked, package, resource, asked.file, asked.file_name)


def create_rows(asked: Asked) -> object:
    """Hand in rows. Parameters: ``resource_id`` or ``resource`` with its ``package_id``, ``records`` (objects, all rows of the period and area), ``period``, ``area``. Answers with the submission and its state."""
    records = asked.structure("records")
    if not isinstance(records, list) or not records or not all(isinstance(each, Mapping) for each in records):
        raise ParameterDoesNotFit(field="records", value=str(records)[:80], expected="[{…}]")
    if len(records) > MOST_RECORDS:
        raise ParameterDoesNotFit(field="records", value=str(len(records)), expected=f"1 … {MOST_RECORDS}")
    lines = "\n".join(json.dumps(each, ensure_ascii=False) for each in records)
    package, resource = _target(asked)
    return _hand_in(asked, package, resource, io.BytesIO(f"{lines}\n".encode()), "ckan.jsonl")


def _target(asked: Asked) -> tuple[Package, Resource | None]:
    resource_id = asked.text("resource_id") or ("" if asked.text("package_id") else asked.text("id"))
    if resource_id:
        return queries.get_resource(resource_id)
    described = asked.structure("resource")
    inner = described.get("package_id") if isinstance(described, Mapping) else None
    name = str(inner) if inner else asked.need("package_id")
    return queries.get_package(name), None


def _hand_in(asked: Asked, package: Package, resource: Resource | None, file: IO[bytes], name: str) -> object:
    dataset = package.dataset
    _check_token(asked, dataset.name)
    period = Period.parse(_said(asked, "period")) if resource is None else resource.period
    area = asked.text("area") or _extra(asked, "area") or str(dataset.home_code)
    submission = operations.receive(
        dataset_name=dataset.name,
        file=file,
        file_name=name,
        period=period,
        area_code=AreaCode(area),
        mapping={},
        by=asked.by,
        at=asked.at,
    )
    transaction.on_commit(partial(process_submission.enqueue, submission.id))
    now = queries.get_submission(submission.id)
    address = asked.request.build_absolute_uri(reverse("exchange:submission", args=[now.id]))
    return {
        "id": queries.stable_id("dataset", dataset.name, str(period)),
        "resource_id": queries.stable_id("dataset", dataset.name, str(period)),
        "package_id": package.id,
        "period": str(period),
        "area": now.area_code,
        "submission": now.id,
        "submission_url": address,
        "state": now.state.value,
        "rows_read": now.rows_read,
        "rows_kept": now.rows_kept,
        "rows_failed": now.rows_failed,
        "problem": queries.say_problem(now),
    }


def _said(asked: Asked, name: str) -> str:
    found = asked.text(name) or _extra(asked, name)
    if not found:
        raise ParameterMissing(field=name)
    return found


def _extra(asked: Asked, key: str) -> str:
    extras = asked.structure("extras")
    every = extras if isinstance(extras, list) else []
    return next((str(each.get("value")) for each in every if isinstance(each, Mapping) and each.get("key") == key), "")


def _check_token(asked: Asked, dataset: str) -> None:
    if not asked.by.may_use(WRITE, dataset):
        raise TokenTooNarrow(scope=WRITE, dataset=dataset or "*")
