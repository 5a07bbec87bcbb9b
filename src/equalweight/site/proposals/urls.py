from django.urls import path

from . import views

app_name = "proposals"
urlpatterns = [
    path("projects/<str:pk>/propose/", views.draft, name="draft"),
    path("committees/<str:pk>/ways/change/", views.draft_ways, name="draft_ways"),
    path("proposals/<str:pk>/", views.proposal, name="proposal"),
    path("proposals/<str:pk>/revise/", views.revise, name="revise"),
    path("proposals/<str:pk>/differences/", views.differences, name="differences"),
]
