"""Where do the figures come from, how were they checked, what do they mean, and how are they taken away?"""

from dashboard.pages.data.page import PAGE

__all__ = ["PAGE"]
