from django.urls import path

from . import consent_views, facilitator_views, outside_vote_views, sealed_views, views

app_name = "decisions"
urlpatterns = [
    path("proposals/<str:pk>/announce/", views.announce, name="announce"),
    path("decisions/<str:pk>/", views.decision, name="decision"),
    path("decisions/<str:pk>/step-back/", views.recuse, name="recuse"),
    path("decisions/<str:pk>/open/", views.open_votes, name="open"),
    path("decisions/<str:pk>/announce-again/", views.announce_again, name="announce_again"),
    path("decisions/<str:pk>/vote/", views.vote, name="vote"),
    path("decisions/<str:pk>/sealed-answer/", sealed_views.sealed_vote, name="sealed_vote"),
    path("sealed-votes/", sealed_views.about_sealed, name="about_sealed"),
    path("decisions/<str:pk>/rather-outside/", outside_vote_views.wish, name="wish_outside"),
    path("decisions/<str:pk>/held-outside/", outside_vote_views.note, name="note_outside"),
    path("decisions/<str:pk>/not-ready/", views.pause, name="pause"),
    path("decisions/<str:pk>/ask-to-close/", views.ask_to_close, name="ask_to_close"),
    path("decisions/<str:pk>/close/", views.close, name="close"),
    path("decisions/<str:pk>/reason/", views.reason, name="reason"),
    path("decisions/<str:pk>/final-answer/", views.final_answer, name="final_answer"),
    path("objections/<str:pk>/take-back/", consent_views.withdraw, name="withdraw"),
    path("objections/<str:pk>/publish/", consent_views.publish_objection, name="publish_objection"),
    path("objections/<str:pk>/ask/", consent_views.ask_about, name="ask_about"),
    path("objections/<str:pk>/judge/", consent_views.judge, name="judge"),
    path("decisions/<str:pk>/count/", consent_views.count_now, name="count_now"),
    path("decisions/<str:pk>/facilitator/", facilitator_views.ask, name="ask_facilitator"),
    path("decisions/<str:pk>/talks/", facilitator_views.note, name="note_talk"),
    path("decisions/<str:pk>/talks/<str:talk>/", facilitator_views.confirm, name="confirm_talk"),
    path("decisions/<str:pk>/names/", views.names, name="names"),
    path("decisions/<str:pk>/check/", views.check, name="check"),
    path("decisions/<str:pk>/votes.csv", views.votes_file, name="votes_file"),
]
