"""What is typed about a vote held outside: shape only."""

from equalweight.site.web.fields import Line, OneOf, Option, Words
from equalweight.site.web.forms import Form


class OutsideVoteForm(Form):
    side = OneOf(
        (Option("lived_experience", "People with lived experience"), Option("staff", "Staff")),
        label="Which group votes in it?",
        help_text="Each group votes by itself, so there is one election for each. Note them one after the other.",
    )
    runner = Line(label="Who runs it?", help_text="An organisation that neither group depends on")
    address = Line(
        label="The address of the election’s page",
        help_text="Like https://vote.belenios.org/elections/8GVH85AoSyweXG/",
        max_length=300,
    )
    fingerprint = Line(
        label="Its fingerprint",
        help_text="43 letters, digits, + and /. Belenios shows it at the bottom of the election’s page.",
        max_length=100,
    )
    counts = Words(
        label="What was counted",
        help_text="Leave this empty until the election has closed. Then one answer a line, like “Yes: 14”.",
        required=False,
        rows=4,
    )
