"""Command line: refresh, build, check, sources, export, dictionary. It parses and prints; the work is elsewhere."""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from etl import build as builder
from etl import catalog, checks, db
from etl import dictionary as dictionaries
from etl import export as exporter
from etl import refresh as refresher
from etl.errors import EtlError


class Commands(click.Group):
    """Prints a data problem, or an interruption, as one message and exits with 1, without a trace."""

    def invoke(self, ctx: click.Context):
        interrupted = _Interruption()
        try:
            return super().invoke(ctx)
        except EtlError as error:
            click.secho(f"Error: {error}", fg="red", err=True)
        except (KeyboardInterrupt, Exception):
            # DuckDB turns an interruption that reaches it in a query into errors of several kinds.
            if not interrupted.seen:
                raise
            click.secho("Interrupted: nothing was published.", fg="red", err=True)
        sys.exit(1)


class _Interruption:
    """Remembers whether Ctrl-C was pressed, and interrupts as usual."""

    def __init__(self) -> None:
        self.seen = False
        signal.signal(signal.SIGINT, self)

    def __call__(self, number: int, frame: object) -> None:
        self.seen = True
        raise KeyboardInterrupt


@click.group(cls=Commands)
def cli() -> None:
    """Statistics and pledges into one checked database file."""


@contextmanager
def _progress(steps: Sequence[builder.Step]):
    """A bar with step names on a terminal, one line a step elsewhere."""
    with click.progressbar(
        steps, label="Building", item_show_func=lambda step: step.name if step else "", show_pos=True
    ) as bar:
        yield bar if sys.stdout.isatty() else _announced(steps)


def _announced(steps: Sequence[builder.Step]):
    for number, step in enumerate(steps, start=1):
        click.echo(f"[{number}/{len(steps)}] {step.name}")
        yield step


@cli.command()
@click.argument("source", metavar="SOURCE")
@click.option("--from", "path", required=True, type=click.Path(path_type=Path), help="The release: a file or folder.")
@click.option("--accept-smaller", is_flag=True, help="Allow a slice to lose more than a quarter of its rows.")
def refresh(source: str, path: Path, accept_smaller: bool) -> None:
    """Turn an upstream release into slices under data/."""
    for entry in refresher.refresh(source, path, accept_smaller=accept_smaller):
        was = "" if entry.previous_rows is None else f" (was {entry.previous_rows:,})"
        click.echo(f"{entry.path}: {entry.rows:,} rows{was}")


@cli.command()
def build() -> None:
    """Build, check and publish the database."""
    built = builder.build(progress=_progress)
    for result in built.results:
        if result.failures:
            click.echo(checks.describe(result))
    size = built.path.stat().st_size / 1e6
    click.secho(f"Published {built.path.name} ({size:.0f} MB, {len(built.results)} checks)", fg="green")


@cli.command()
def check() -> None:
    """Run the checks on the published database again."""
    with db.connect(builder.current(), read_only=True) as con:
        results = checks.run_all(con)
    for result in results:
        click.echo(checks.describe(result))
    checks.refuse_errors(results, todo="Build again: `python -m etl build`.")


@cli.command()
def sources() -> None:
    """List the releases: edition, licence, freshness."""
    for release in catalog.read_releases(catalog.data_folder()):
        about, rows = release.about, sum(entry.rows for entry in release.slices)
        shipped = "may be passed on" if about["may_ship"] else "must not be passed on"
        click.echo(f"{release.source_id}: {about['producer']}, {about['title']}, {about['edition']}")
        click.echo(f"    {about['licence']} ({shipped}); {rows:,} rows; covers {about['period'] or 'n/a'}")
        click.echo(f"    taken on {about['accessed_on']}; next release: {about['next_release'] or 'not announced'}")


@cli.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def export(folder: Path) -> None:
    """Write every table as Parquet and CSV with a datapackage.json."""
    tables = exporter.export(builder.current(), folder)
    click.echo(f"{len(tables)} tables in {folder}")


@cli.command()
def dictionary() -> None:
    """Print the data dictionary as Markdown."""
    click.echo(dictionaries.write(builder.current()), nl=False)


if __name__ == "__main__":
    cli()
