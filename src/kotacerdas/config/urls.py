"""Root addresses: the site decides."""

from django.urls import include, path


urlpatterns = [path("", include("kotacerdas.site.urls"))]
handler400 = "kotacerdas.ui.problems.bad_request"
handler403 = "kotacerdas.ui.problems.permission_denied"
handler404 = "kotacerdas.ui.problems.page_not_found"
handler500 = "kotacerdas.ui.problems.server_error"
