from equalweight.site.web.fields import Line
from equalweight.site.web.forms import Form


class OldRootForm(Form):
    size = Line(label="How many entries it had", max_length=16, help_text="A whole number, for example 120")
    root = Line(
        label="Its root",
        max_length=64,
        help_text="64 letters and digits. It was on the decision notice, or printed when you downloaded the record.",
    )
