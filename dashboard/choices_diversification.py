"""Parameters of the diversification page: what each may be in the address. The first of each is the default. Pure."""

from __future__ import annotations

QUESTIONS = ("who", "trend", "upstream", "detours", "league", "cut", "scores")
CHOICES: dict[str, tuple[str | int, ...]] = {
    "question": QUESTIONS,
    # One year against one year, or the three years that end in each.
    "window": ("year", "three"),
    # Per cent of the imports.
    "target": (65, 80, 50, 40, 30, 20, 10),
    # Per cent of the exports that are withheld, and from whom.
    "cut": tuple(range(101)),
    "hit": ("all", "one"),
    "compete": ("all", "one"),
    "keep": ("divert", "keep"),
    # Highest growth of one relation in per cent; none: no limit; present: present customers only.
    "ramp": ("none", "present", 10, 20, 50, 100),
    # By how much a recent peak is raised, per cent.
    "slack": (0, 5, 10),
    "price": ("off", "mild", "middle", "sharp"),
}
PREFERRED = {"cut": 100, "supplier": "CHN"}
# Planned projects that are switched on.
LISTS = {"plants": 4}
NAMES = (*CHOICES, "supplier", *LISTS)
