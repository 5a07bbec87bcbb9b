from django.urls import path

from . import views

app_name = "contributions"
urlpatterns = [
    path("committees/<str:pk>/late-answers/", views.late, name="late"),
    path("projects/<str:pk>/contributions/", views.list_all, name="list"),
    path("projects/<str:pk>/say/", views.make, name="make"),
    path("projects/<str:pk>/say-for-somebody/", views.make_for, name="make_for"),
    path("projects/<str:pk>/ask/", views.invite, name="invite"),
    path("contributions/<str:pk>/", views.contribution, name="contribution"),
    path("contributions/<str:pk>/confirm/", views.confirm, name="confirm"),
    path("contributions/<str:pk>/answer/", views.answer, name="answer"),
    path("contributions/<str:pk>/judge/", views.judge, name="judge"),
    path("contributions/<str:pk>/publish/", views.publish, name="publish"),
    path("contributions/<str:pk>/take-back/", views.withdraw, name="withdraw"),
]
