"""What the page knows: the board as plain JSON, column by column, so that thousands of units take little room.

Nothing gets in that is not named here: codes, names of units and areas, kinds, profiles and figures. What forms say of
persons, their remarks, files and findings do not.
"""

import hashlib
import json
from collections.abc import Hashable, Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, Generic, TypeVar

from starcli import __version__
from starcli.core.assessment import Unit
from starcli.core.boards.board import Board, GroupSummary, group_name, grouping_name
from starcli.core.boards.card import Card, ShortBoard
from starcli.core.boards.public import public, public_code, public_name
from starcli.core.boards.stars import stars_note
from starcli.core.model import Framework
from starcli.core.racing.rules import GroupKey
from starcli.core.rating import TIER_NAMES
from starcli.core.seasons import season_of
from starcli.core.text import Text

T = TypeVar("T", bound=Hashable)
Json = dict[str, Any]
_STATES = ("rated", "unrated", "missing")
_USUAL_YEAR = 4


def content_of(board: Board, time: datetime, *, live: bool = False, kept: int = 0) -> Json:
    """Everything that the page shows, with a version that changes whenever any of it does but the time.

    `kept` is how many workbooks stand as they were last read, because they cannot be read now.
    """
    columns = _Columns(board)
    units = columns.units()
    content = {
        "name": public(board.name),
        "periods": [_both(_season(period, board.framework)) for period in board.periods],
        "basis": _both(TIER_NAMES[board.basis]),
        "program": __version__,
        "compared": board.compared,
        "kept": kept,
        "turnout": {
            "units": board.turnout.units,
            "rated": board.turnout.rated,
            "unrated": board.turnout.unrated,
            "missing": board.turnout.missing,
        },
        **_framework(board),
        "groupings": [_grouping(keys, some, board) for keys, some in zip(board.groupings, board.groups, strict=True)],
        "areas": columns.areas.known,
        "deciders": columns.deciders.known,
        "texts": columns.texts.known,
        "units": units,
    }
    version = hashlib.sha256(as_text(content).encode()).hexdigest()[:16]
    return content | {"version": version, "time": time.strftime("%Y-%m-%d %H:%M:%S"), "live": live}


def as_text(content: Json) -> str:
    """The JSON text of some content."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


class _Known(Generic[T]):
    """Things that are named by the place at which they were first seen."""

    def __init__(self) -> None:
        self.known: list[T] = []
        self._places: dict[T, int] = {}

    def place(self, thing: T) -> int:
        """The place of a thing."""
        if thing not in self._places:
            self._places[thing] = len(self.known)
            self.known.append(thing)
        return self._places[thing]


class _Columns:
    """The units of a board as columns, and the lists that these point into."""

    def __init__(self, board: Board) -> None:
        self.areas: _Known[tuple[str, str]] = _Known()
        self.deciders: _Known[str] = _Known()
        self.texts: _Known[tuple[str, str]] = _Known()
        self._board = board
        framework = board.framework
        self._kinds, self._profiles = list(framework.kinds), list(framework.profiles)
        self._grades = [grade.id for grade in framework.grades]
        self._lists = [known.id for known in board.lists]
        self._indicators = list(framework.entries)
        self._groups = [{summary.group: at for at, summary in enumerate(some)} for some in board.groups]

    def units(self) -> Json:
        """One list a figure: the rated units first, then everybody else."""
        rows, board = self._board.rows, self._board
        members = [*(row.member for row in rows), *board.others]
        before = [[each.before.place if each.comparable and each.before else 0 for each in r.movements] for r in rows]
        return {
            "state": [_STATES.index(member.state) for member in members],
            "name": [public_name(member) for member in members],
            "code": [public_code(member.unit) for member in members],
            "area": [self._area(member.unit) for member in members],
            "kind": [_index(self._kinds, member.unit.kind) for member in members],
            "profile": [_index(self._profiles, member.unit.profile) for member in members],
            "total": [_figure(row.standing.total) for row in rows],
            "graded": [_figure(row.card.graded) for row in rows],
            "period": [_index(self._board.periods, row.standing.period) for row in rows],
            "coverage": [_figure(row.standing.coverage) for row in rows],
            "grade": [self._grades.index(row.standing.grade) for row in rows],
            "target": [self._grades.index(row.card.target.id) for row in rows],
            "group": [[self._groups[at][m.now.group] for at, m in enumerate(row.movements)] for row in rows],
            "place": [[movement.now.place for movement in row.movements] for row in rows],
            "before": before if board.compared else [],
            "lists": [sorted(self._lists.index(known.id) for known in row.lists) for row in rows],
            "dimensions": [self._dimensions(row.card) for row in rows],
            "blocked": [[self.deciders.place(str(decider)) for decider in row.card.blocked] for row in rows],
            "vetoes": [list(row.card.vetoes) for row in rows],
            "held": {str(at): self._text(row.held) for at, row in enumerate(rows) if row.held is not None},
            "gaps": [[part for short in row.card.short_boards for part in self._gap(short)] for row in rows],
        }

    def _area(self, unit: Unit) -> int:
        return self.areas.place((public(unit.county), public(unit.town)))

    def _dimensions(self, card: Card) -> list[int | float | None]:
        """Points, available weight and score of each dimension, one after the other; None for what does not apply."""
        known = {dimension.id: dimension for dimension in card.dimensions}
        found: list[int | float | None] = []
        for key in self._board.framework.dimensions:
            one = known.get(key)
            if one is None or one.score is None:
                found += [None, None, None]
            else:
                found += [_figure(one.points), _figure(one.available), _figure(one.score)]
        return found

    def _gap(self, short: ShortBoard) -> tuple[int | str | float, ...]:
        """Indicator, value, requirement, points to be had, and whether it is a gate."""
        return (
            self._indicators.index(short.indicator),
            public(short.current.zh) if short.current.zh == short.current.en else self._text(short.current),
            self._text(short.demand),
            _figure(short.gain),
            int(short.gate),
        )

    def _text(self, text: Text) -> int:
        return self.texts.place((text.zh, text.en))


def _framework(board: Board) -> Json:
    """The parts of a framework that names and figures of units are read by."""
    framework = board.framework
    return {
        "framework": {
            "id": framework.id,
            "version": framework.version,
            "date": framework.date,
            "fingerprint": framework.fingerprint,
            "name": _both(framework.name),
            "status": _both(framework.status),
            "disclaimer": _both(framework.disclaimer),
        },
        "decimals": {"total": framework.rounding.total, "points": framework.rounding.points},
        "full": _figure(framework.full),
        "grades": [
            {
                "id": grade.id,
                "name": _both(grade.name),
                "stars": grade.stars,
                "floor": _figure(grade.floor),
                "dimensionFloor": None if grade.dimension_floor is None else _figure(grade.dimension_floor),
            }
            for grade in framework.grades
        ],
        "kinds": [{"id": kind.id, "name": _both(kind.name)} for kind in framework.kinds.values()],
        "profiles": [{"id": profile.id, "name": _both(profile.name)} for profile in framework.profiles.values()],
        "dimensions": [{"id": known.id, "name": _both(known.name)} for known in framework.dimensions.values()],
        "indicators": [{"id": key, "name": _both(entry.definition.name)} for key, entry in framework.entries.items()],
        "lists": [
            {
                "id": one.id,
                "sort": one.sort,
                "name": _both(one.name),
                "label": _both(one.label),
                "rule": _both(one.rule),
            }
            for one in board.lists
        ],
        "vetoes": {
            veto.id: {"name": _both(veto.name), "cap": [grade.id for grade in framework.grades].index(veto.caps_at)}
            for veto in framework.vetoes
        },
        "ties": _both(framework.board.ties),
        "starsNote": _both(stars_note(framework)),
    }


def _grouping(keys: Sequence[GroupKey], groups: Iterable[GroupSummary], board: Board) -> Json:
    """What a grouping is called, and each of its groups with size and mean scores."""
    return {
        "name": _both(grouping_name(keys)),
        "groups": [
            {
                "name": _both(_public(group_name(one.group, keys, board.framework))),
                "size": one.size,
                "means": [_figure(one.means[key]) if key in one.means else None for key in board.framework.dimensions],
            }
            for one in groups
        ],
    }


def _season(period: str, framework: Framework) -> Text:
    """A season in words where it is a quarter, else as it is written."""
    per_year = framework.season_rules.per_year
    season = season_of(period, per_year)
    if season is None or per_year != _USUAL_YEAR:
        return Text.same(public(period))
    number = "一二三四"[season.number - 1]
    return Text(f"{season.year}年第{number}季度", f"Quarter {season.number} of {season.year}")


def _public(text: Text) -> Text:
    return Text(public(text.zh), public(text.en))


def _both(text: Text) -> list[str]:
    return [text.zh, text.en]


def _index(known: Sequence[str], key: str) -> int:
    return known.index(key) if key in known else -1


def _figure(value: Decimal) -> int | float:
    """A figure as JSON has it: whole numbers without a point. Of at most 15 digits it reads back the same."""
    return int(value) if value == value.to_integral_value() else float(value)
