"""The overview: how much of each mineral an importer buys from China, and how that changed."""

from __future__ import annotations

from dashboard.content.page import Links, Onward, Page, Section
from dashboard.pages.overview.choice import Choice
from dashboard.pages.overview.panels import change, ranked
from dashboard.pages.overview.sentences import answer
from dashboard.pages.overview.subject import Subject, subject
from dashboard.state.choice import depends_on
from dashboard.words.language import N_, _


def story(_subject: Subject) -> list[Links]:
    """The way from the article to its pledge."""
    label = _("Gallium from Kazakhstan: what was pledged, and what the flows show")
    return [Links("story", [Onward(label, "commitments", {"record": "P01"})])]


def onward(subject: Subject) -> list[Links]:
    """Ways to what the other pages say about this importer."""
    importer = {"country": subject.choice.importer, "role": "importer"}
    return [
        Links(
            "further",
            [
                Onward(_("What is at stake, in dollars"), "country", importer),
                Onward(_("Beside other importers"), "compare"),
                Onward(_("Who replaced China"), "diversification"),
                Onward(_("Sources, checks and downloads"), "data"),
            ],
        )
    ]


PAGE: Page[Choice, Subject] = Page(
    path="overview",
    title=N_("Overview"),
    choice=Choice,
    subject=subject,
    answer=answer,
    sections=(
        Section("story", story),
        Section("ranked", ranked.ranked, empty=ranked.nothing_ranked, key=depends_on(*ranked.RANKED_DEPENDS)),
        Section("change", change.then_and_now, empty=change.nothing_moved, key=depends_on(*change.DEPENDS)),
        Section("baskets", ranked.baskets, empty=ranked.no_baskets, key=depends_on(*ranked.DEPENDS)),
        Section("apart", ranked.apart, empty=ranked.none_apart, key=depends_on(*ranked.DEPENDS)),
    ),
    onward=onward,
)
