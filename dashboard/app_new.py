from dashboard.pages import PAGES
from dashboard.screen import shell

shell.run(PAGES)
