from django.urls import path

from . import views

app_name = "terms"
urlpatterns = [
    path("terms/", views.test_terms, name="test"),
    path("terms/file/", views.file, name="file"),
]
