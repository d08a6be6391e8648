"""Context of the article, each sentence attributed."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.content.column import Column
from dashboard.content.panel import Panel
from dashboard.pages.commitments import records, sentences
from dashboard.pages.commitments.subject import Subject
from dashboard.words.language import _

DEPENDS = ("place",)


def panels(subject: Subject) -> Iterator[Panel]:
    """The notes; nothing where the filter leaves none."""
    frame = subject.context
    if frame.empty:
        return
    yield Panel(
        panel_id="commitments_context",
        title=sentences.context_title(len(frame)),
        frame=frame,
        columns=[
            Column("record_id", _("No."), page="record_page"),
            Column("topic", _("Topic")),
            Column("statement", _("What is said"), prose=True),
            Column("tone", _("Whose claim it is")),
            Column("countries", _("Countries")),
            Column("dated", _("Date")),
            records.source_column(),
        ],
        caption=_("{n} notes: rivalry in the region, other summit formats, trade, rights questions").format(
            n=len(frame)
        ),
        file_parts=["context"],
        depends=DEPENDS,
        caveats=[_("A sentence marked as a claim or a characterisation is that of its source.")],
    )
