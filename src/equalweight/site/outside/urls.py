from django.urls import URLPattern

app_name = "outside"
urlpatterns: list[URLPattern] = []
