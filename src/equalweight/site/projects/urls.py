from django.urls import path

from . import views

app_name = "projects"
urlpatterns = [
    path("committees/<str:pk>/start-project/", views.start, name="start"),
    path("projects/<str:pk>/take-part/", views.part, name="part"),
    path("projects/stop/<int:pk>/", views.leave_part, name="leave_part"),
    path("projects/<str:pk>/work/", views.work, name="work"),
    path("projects/<str:pk>/earlier/", views.earlier, name="earlier"),
    path("projects/<str:pk>/verdict/", views.verdict, name="verdict"),
    path("work/<str:pk>/confirm/", views.confirm, name="confirm"),
    path("work/<str:pk>/paid/", views.paid, name="paid"),
]
