"""The people of the story. All of them, and Northmoor, are invented."""

from dataclasses import dataclass

LIVED, STAFF = "lived_experience", "staff"


@dataclass(frozen=True)
class Role:
    """Somebody in the story. `words`: who they are, for the page where visitors sign in as them."""

    name: str
    side: str
    about: str
    words: str = ""
    is_founding: bool = True
    is_co_chair: bool = False
    is_access_coordinator: bool = False

    @property
    def first_name(self) -> str:
        return self.name.split()[0].lower()

    @property
    def email(self) -> str:
        return f"{self.first_name}@northmoor.example"


CAST = (
    Role(
        "Joan Whitfield", LIVED, "I have used a direct payment for eleven years",
        "co-chair for people with lived experience", is_co_chair=True,
    ),
    Role("Leroy Grant", LIVED, "Carer for my brother", "access coordinator", is_access_coordinator=True),
    Role(
        "Maya Adeyemi", LIVED, "I use a personal budget and need help at night",
        "asked before, and nothing changed", is_founding=False,
    ),
    Role("Rosa Lind", LIVED, "I use supported living", "prefers the phone", False),
    Role("Dev Malik", LIVED, "Carer", "left after four months", False),
    Role("Helen Marsh", STAFF, "Head of adult social care", "co-chair for staff", is_co_chair=True),
    Role("Sam Okoro", STAFF, "Allocation lead", "owns the promise about the new points"),
    Role("Priya Nair", STAFF, "Social worker"),
    Role("Tom Becker", STAFF, "Finance partner"),
    Role("Alison Reid", STAFF, "Commissioning manager"),
    Role("George Hall", STAFF, "Occupational therapist"),
    Role("Wendy Price", STAFF, "Brokerage lead"),
    Role("Ian Clarke", STAFF, "Systems manager"),
    Role("Farah Ali", STAFF, "Policy officer"),
)  # fmt: skip
FOUNDERS = tuple(role for role in CAST if role.is_founding)
# Those a visitor can be with one press: enough to see every side of the story.
PLAYED = tuple(role for role in CAST if role.words and role.name != "Dev Malik")


def role(first_name: str) -> Role:
    """Somebody by their first name."""
    return next(each for each in CAST if each.name.split()[0] == first_name)
