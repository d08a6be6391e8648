# Each recipe is one line that can be typed without just.

# A virtual environment with everything that development needs
setup:
    python3 -m venv .venv && .venv/bin/pip install -q -c constraints.txt -e ".[dev]"

# Build the database and open the dashboard
run:
    .venv/bin/python -m etl build && .venv/bin/streamlit run dashboard/server.py

# All tests, on all processors
test:
    .venv/bin/python -m pytest -n auto --dist worksteal

# Tests that need neither a build nor a browser
test-fast:
    .venv/bin/python -m pytest -n auto --dist worksteal -m fast

# Style, spelling and who may import whom
lint:
    .venv/bin/ruff check && .venv/bin/ruff format --check && .venv/bin/codespell && .venv/bin/lint-imports --no-cache

types:
    .venv/bin/mypy

# Time and memory of the build and of the queries of the first page
bench:
    .venv/bin/python tests/bench.py

# Speed, layout shift and buttons of the pages, beside a bare Streamlit page
bench-pages:
    .venv/bin/python tests/bench_pages.py
