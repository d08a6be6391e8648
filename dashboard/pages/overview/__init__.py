"""Which minerals does a country buy mainly from China, and is that changing?"""

from dashboard.pages.overview.page import PAGE

__all__ = ["PAGE"]
