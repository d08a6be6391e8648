"""Who replaced China, is it a trend, did only the ore move, and what if supply is cut?"""

from dashboard.pages.diversification.page import PAGE

__all__ = ["PAGE"]
