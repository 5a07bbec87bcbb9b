"""Signing in and out. Nothing of the sign-in package's own pages is reachable."""

from django.urls import path

from . import views

app_name = "people"
urlpatterns = [
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-in/code/", views.sign_in_code, name="sign_in_code"),
    path("sign-in/link/<str:token>/", views.sign_in_link, name="sign_in_link"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("your-address/", views.address, name="address"),
    path("your-address/code/", views.address_code, name="address_code"),
    path("your-address/back/<str:token>/", views.address_back, name="address_back"),
    path("your-name/", views.name, name="name"),
]
