"""How do importers stand side by side, over time, on a map; which dependencies are new?"""

from dashboard.pages.compare.page import PAGE

__all__ = ["PAGE"]
