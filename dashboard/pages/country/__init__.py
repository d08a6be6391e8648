"""What does a country sell and buy; what can Central Asia supply, and who takes it now?"""

from dashboard.pages.country.page import PAGE

__all__ = ["PAGE"]
