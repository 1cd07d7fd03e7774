"""Root addresses: the site decides."""

from django.urls import include, path


urlpatterns = [path("", include("kotacerdas.site.urls"))]
