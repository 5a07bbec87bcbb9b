"""Offers for members, and the letter for whoever is invited."""

from django.urls import path

from . import letter_views, views

app_name = "offers"
urlpatterns = [
    path("committees/<str:pk>/offers/", views.offers, name="list"),
    path("committees/<str:pk>/offers/make/", views.make, name="make"),
    path("offers/<str:pk>/", views.offer, name="offer"),
    path("offers/<str:pk>/approve/", views.approve, name="approve"),
    path("offers/<str:pk>/reply/", views.reply, name="reply"),
    path("offers/<str:pk>/change/", views.revise, name="revise"),
    path("offers/<str:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("offers/<str:pk>/send-again/", views.send_again, name="send_again"),
    path("offers/<str:pk>/answer/", views.record, name="record"),
    path("offers/<str:pk>/print/", views.on_paper, name="print"),
    path("offers/<str:pk>/told/", views.member_told, name="member_told"),
    path("offers/<str:pk>/needs/", views.access, name="access"),
    path("told/<str:pk>/answer/", views.answer_told, name="answer_told"),
    path("letter/<str:token>/", letter_views.letter, name="letter"),
    path("letter/<str:token>/yes/", letter_views.accept, name="accept"),
    path("letter/<str:token>/ask/", letter_views.ask, name="ask"),
    path("letter/<str:token>/no/", letter_views.decline, name="decline"),
    path("letter/<str:token>/confirm/", letter_views.confirm, name="confirm"),
    path("letter/<str:token>/not-said/", letter_views.deny, name="deny"),
    path("letter/<str:token>/told/", letter_views.note_told, name="note_told"),
    path("letter/<str:token>/needs/", letter_views.needs, name="needs"),
    path("letter/<str:token>/ask-again/", letter_views.ask_again, name="ask_again"),
    path("letter/<str:token>/email/", letter_views.email, name="email"),
]
