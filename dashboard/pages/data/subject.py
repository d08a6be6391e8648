"""What is known about the data: the build as a whole."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.pages.data import questions
from dashboard.pages.data.choice import Choice
from dashboard.pages.data.questions import BuildRow
from dashboard.question import Ask


@dataclass(frozen=True)
class Subject:
    """The build and the part of the page.

    Attributes:
        choice: what was chosen.
        ask: puts questions to the build.
        build: version, age, size and outcome of the checks.
    """

    choice: Choice
    ask: Ask
    build: BuildRow


def subject(choice: Choice, ask: Ask) -> Subject:
    """Ask what the answer needs."""
    return Subject(choice, ask, questions.BUILD.rows(ask(questions.BUILD))[0])
