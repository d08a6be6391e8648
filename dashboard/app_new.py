"""The application with the pages that have moved; it takes the place of app.py when all have."""

from dashboard.pages import PAGES, questions
from dashboard.screen import shell

shell.run(PAGES, questions)
