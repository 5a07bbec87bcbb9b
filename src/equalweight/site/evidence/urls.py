from django.urls import path

from . import views

app_name = "evidence"
urlpatterns = [
    path("record/", views.record, name="record"),
    path("record/download/", views.download, name="download"),
    path("record/check/", views.old_root, name="old_root"),
    path("record/<int:seq>/", views.entry, name="entry"),
]
