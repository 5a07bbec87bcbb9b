from django.urls import path

from . import views

app_name = "demo"
urlpatterns = [
    path("demo/people/", views.people, name="people"),
    path("demo/people/<slug:name>/", views.be, name="be"),
    path("demo/try/<slug:name>/", views.attempt, name="attempt"),
]
