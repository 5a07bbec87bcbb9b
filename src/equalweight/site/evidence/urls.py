from django.urls import path

from . import views

app_name = "evidence"
urlpatterns = [
    path("", views.home, name="home"),
    path("committees/", views.committees, name="committees"),
    path("committees/<str:pk>/", views.committee, name="committee"),
    path("committees/<str:pk>/who-got-their-way/", views.prevailed, name="prevailed"),
    path("projects/<str:pk>/", views.project, name="project"),
    path("because-of-you/", views.because_of_you, name="because_of_you"),
    path("record/", views.record, name="record"),
    path("record/download/", views.download, name="download"),
    path("record/check/", views.old_root, name="old_root"),
    path("record/<int:seq>/", views.entry, name="entry"),
]
