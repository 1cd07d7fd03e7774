"""The API keeps what its own description promises, whatever one asks."""

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance


DESCRIPTION = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())


@pytest.mark.django_db
@DESCRIPTION.include(method="GET").parametrize()
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_is_asked_is_answered_as_described(case, lake_folder):
    response = case.call()
    kept = [content_type_conformance, response_schema_conformance] if response.status_code < 300 else []

    case.validate_response(response, checks=[not_a_server_error, *kept])
