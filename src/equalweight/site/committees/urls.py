"""Starting a committee, and its members' pages. The public page is in the evidence room."""

from django.urls import path

from . import start_views, views
from .attending import views as attending
from .founders import views as founders

app_name = "committees"
urlpatterns = [
    path("start/", start_views.start, name="start"),
    path("start/people/", start_views.people, name="start_people"),
    path("start/people/<int:row>/remove/", start_views.remove_person, name="start_remove"),
    path("start/check/", start_views.check, name="start_check"),
    path("start/<slug:question>/", start_views.question, name="start_question"),
    path("committees/<str:pk>/inside/", views.inside, name="inside"),
    path("committees/<str:pk>/pack/", views.pack, name="pack"),
    path("committees/<str:pk>/ways/", views.ways, name="ways"),
    path("committees/<str:pk>/remit/", views.remit, name="remit"),
    path("committees/<str:pk>/leave/", views.leave, name="leave"),
    path("committees/<str:pk>/offices/", views.offices, name="offices"),
    path("named/<str:token>/", founders.named, name="named"),
    path("address/<str:token>/", founders.confirm_address, name="confirm_address"),
    path("committees/<str:pk>/named/<str:founder>/", founders.founder, name="founder"),
    path("committees/<str:pk>/named/<str:founder>/letter/", founders.founder_letter, name="founder_letter"),
    path("committees/<str:pk>/seats/<str:seat>/address/", founders.seat_address, name="seat_address"),
    path("committees/<str:pk>/attendees/", attending.attendees, name="attendees"),
    path("committees/<str:pk>/attendees/asked/<int:ask>/", attending.welcome, name="welcome"),
    path(
        "committees/<str:pk>/attendees/<int:attendee>/end/", attending.end_attendance, name="end_attendance"
    ),
]
