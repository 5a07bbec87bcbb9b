from django.urls import path

from . import table_views, views

app_name = "proposals"
urlpatterns = [
    path("projects/<str:pk>/propose/", views.draft, name="draft"),
    path("committees/<str:pk>/ways/change/", table_views.draft_ways, name="draft_ways"),
    path("committees/<str:pk>/remit/change/", table_views.draft_remit, name="draft_remit"),
    path("committees/<str:pk>/close/", table_views.draft_closing, name="draft_closing"),
    path("proposals/<str:pk>/", views.proposal, name="proposal"),
    path("proposals/<str:pk>/revise/", views.revise, name="revise"),
    path("proposals/<str:pk>/differences/", views.differences, name="differences"),
]
