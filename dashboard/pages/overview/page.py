"""The overview: how much of each mineral an importer buys from China, how that changed, and what was pledged."""

from __future__ import annotations

from dashboard.content.page import Page, Section
from dashboard.pages.overview import story
from dashboard.pages.overview.choice import Choice
from dashboard.pages.overview.panels import change, ranked
from dashboard.pages.overview.sentences import answer
from dashboard.pages.overview.subject import Subject, subject
from dashboard.state.choice import depends_on
from dashboard.words.language import N_

PAGE: Page[Choice, Subject] = Page(
    path="overview",
    title=N_("Overview"),
    choice=Choice,
    subject=subject,
    answer=answer,
    sections=(
        Section("story", story.story, key=story.key),
        Section("ranked", ranked.ranked, empty=ranked.nothing_ranked, key=depends_on(*ranked.RANKED_DEPENDS)),
        Section("change", change.then_and_now, empty=change.nothing_moved, key=depends_on(*change.DEPENDS)),
        Section("baskets", ranked.baskets, empty=ranked.no_baskets, key=depends_on(*ranked.DEPENDS)),
        Section("apart", ranked.apart, empty=ranked.none_apart, key=depends_on(*ranked.DEPENDS)),
    ),
)
