from django.urls import path

from . import views

app_name = "outside"
urlpatterns = [
    path("outside/start/", views.start, name="start"),
    path("outside/reply/<str:token>/", views.reply, name="reply"),
    path("outside/promises/<str:pk>/", views.promise, name="promise"),
    path("outside/promises/<str:pk>/ask/", views.ask, name="ask"),
    path("outside/promises/<str:pk>/judge/", views.judge, name="judge"),
    path("outside/requests/<str:pk>/", views.letter_for_one, name="request"),
    path("outside/<str:pk>/", views.log, name="log"),
    path("outside/<str:pk>/note/", views.note, name="note"),
    path("outside/<str:pk>/letter/", views.letter, name="letter"),
    path("outside/<str:pk>/leave/", views.leave, name="leave"),
    path("outside/<str:pk>/keepers/<str:founder>/", views.named_keeper, name="named_keeper"),
]
