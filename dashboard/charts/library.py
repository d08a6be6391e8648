"""The chart library, imported when the first chart is made: it takes a second to load, and an answer need not wait."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import plotly.graph_objects as go
else:

    class _WhenUsed:
        def __getattr__(self, name: str) -> Any:
            import plotly.graph_objects

            return getattr(plotly.graph_objects, name)

    go = _WhenUsed()

__all__ = ["go"]
