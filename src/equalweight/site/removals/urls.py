from django.urls import path

from . import views

app_name = "removals"
urlpatterns = [
    path("committees/<str:pk>/removals/", views.list_all, name="list"),
    path("committees/<str:pk>/removals/ask/", views.ask, name="ask"),
    path("committees/<str:pk>/removals/check/", views.check, name="check"),
    path("removals/<str:pk>/", views.removal, name="removal"),
    path("removals/<str:pk>/reply/", views.reply, name="reply"),
    path("removals/<str:pk>/vote/", views.vote, name="vote"),
]
