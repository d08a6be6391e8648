"""What was claimed, pledged and restricted, and did the flows move?"""

from dashboard.pages.commitments.page import PAGE

__all__ = ["PAGE"]
