"""The overview: how much of each mineral an importer buys from China, how that changed, and what was pledged."""

from __future__ import annotations

from dashboard.content.page import Page, Section
from dashboard.pages.overview import story
from dashboard.pages.overview.choice import Choice
from dashboard.pages.overview.panels import change, ranked
from dashboard.pages.overview.sentences import answer
from dashboard.pages.overview.subject import Subject, subject
from dashboard.words.language import N_

PAGE: Page[Choice, Subject] = Page(
    path="overview",
    title=N_("Overview"),
    choice=Choice,
    subject=subject,
    answer=answer,
    sections=(
        Section("story", story.story, key=story.key),
        Section("ranked", ranked.ranked),
        Section("change", change.then_and_now),
        Section("baskets", ranked.baskets),
        Section("apart", ranked.apart),
    ),
)
