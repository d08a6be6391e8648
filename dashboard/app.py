"""The Streamlit script: hand the registry of pages to the shell."""

from dashboard.pages import PAGES, questions
from dashboard.screen import shell

shell.run(PAGES, questions)
