"""Addresses of the accounts app. They stand before allauth's under one prefix, so that ours answers ``login/``."""

from django.urls import path

from kotacerdas.apps.accounts import views


app_name = "accounts"
urlpatterns = [
    path("login/", views.login, name="login"),
    path("saya/", views.me, name="me"),
    path("token/", views.tokens, name="tokens"),
    path("token/<int:token_id>/cabut/", views.revoke_token, name="revoke_token"),
    path("jejak/", views.events, name="events"),
    path("jejak/<int:seq>/", views.event, name="event"),
    path("jejak/rantai/", views.chain, name="chain"),
    path("jejak/rantai/kemajuan/", views.chain_progress, name="chain_progress"),
    path("jejak/rantai/periksa/", views.verify, name="verify_chain"),
]
