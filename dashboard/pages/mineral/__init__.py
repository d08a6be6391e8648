"""Who mines a mineral, who refines it, who supplies an importer, and what do the customs codes hide?"""

from dashboard.pages.mineral.page import PAGE

__all__ = ["PAGE"]
