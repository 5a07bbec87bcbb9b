from django.urls import path

from .views import importing, keeping, reading, signing

app_name = "commitments"
urlpatterns = [
    path("committees/<str:pk>/commitments/", reading.promises, name="list"),
    path("committees/<str:pk>/commitments/make/", keeping.make, name="make"),
    path("committees/<str:pk>/commitments/import/", importing.upload, name="import"),
    path("committees/<str:pk>/commitments/import/check/", importing.check, name="import_check"),
    path("commitments/<str:pk>/", reading.commitment, name="commitment"),
    path("commitments/<str:pk>/owner/", keeping.owner, name="owner"),
    path("commitments/<str:pk>/checker/", keeping.checker, name="checker"),
    path("commitments/<str:pk>/move/", keeping.move, name="move"),
    path("commitments/<str:pk>/refuse/", keeping.refuse, name="refuse"),
    path("commitments/<str:pk>/claim/", keeping.claim, name="claim"),
    path("commitments/<str:pk>/check/", signing.check, name="check"),
    path("commitments/<str:pk>/answer/", signing.answer, name="answer"),
    path("commitments/<str:pk>/count/", signing.count, name="count"),
    path("check-backs/<str:pk>/", signing.check_back, name="check_back"),
    path("check-backs/<str:pk>/links/", signing.links, name="links"),
    path("difference/<str:token>/", signing.difference, name="difference"),
    path("duties/<str:pk>/", signing.duty, name="duty"),
]
