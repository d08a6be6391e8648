"""Filters as a page asks for them: parameters, narrowed or renamed where the page knows better than the list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.state.parameter import Parameter


@dataclass(frozen=True)
class Filter:
    """One filter.

    Attributes:
        parameter: what it sets.
        options: label by value, where only some of the values make sense here; left out: all of them.
        label: in place of the label of the parameter.
        instead: the value that the page uses where it cannot use the chosen one.
    """

    parameter: Parameter[Any]
    options: Mapping[Any, str] | None = None
    label: str = ""
    instead: Any = None


@dataclass(frozen=True)
class Filters:
    """A row of filters.

    Attributes:
        key: names the row.
        filters: in the order shown.
    """

    key: str
    filters: Sequence[Filter]


def row(key: str, *parameters: Parameter[Any]) -> Filters:
    """A row of filters as their parameters declare them."""
    return Filters(key, [Filter(one) for one in parameters])
