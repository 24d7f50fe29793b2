"""A race as one JSON document: seasons, units with their places and grades, changes taken apart, everything found."""

from collections.abc import Iterable
from decimal import Decimal

from starcli.core.assessment import Unit
from starcli.core.model import Framework, Grade
from starcli.core.racing.awarded import Award
from starcli.core.racing.boards import Board, BoardRow, boards
from starcli.core.racing.race import Race, RacedSeason
from starcli.core.racing.season_figures import Adjusted
from starcli.core.racing.split import Split, Stage
from starcli.core.racing.summary import tally
from starcli.core.racing.unit_changes import UnitChange
from starcli.core.text import Language
from starcli.documents.units import Document, finding_document
from starcli.excel.writing.race.report import RaceReport


def race_document(report: RaceReport, language: Language) -> Document:
    """The document of a run."""
    race = report.race
    return {
        "name": report.name,
        "basis": race.basis,
        "group": list(race.keys),
        "seasons": [_season(season, language) for season in race.seasons],
        "boards": [_board(board, race) for board in boards(race)],
        "changes": [
            {"season": season.label, "units": [_split(split) for split in season.splits]} for season in race.seasons[1:]
        ],
        "findings": [finding_document(found, language) for found in report.findings],
    }


def _season(season: RacedSeason, language: Language) -> Document:
    figures = tally(season)
    record = season.record
    return {
        "season": season.label,
        "framework": _framework(season.framework),
        "trial": season.forms.trial,
        "frozen": None
        if record is None
        else {
            "counts": season.is_frozen,
            "version": record.current.number,
            "day": record.current.day,
            "reason": record.current.reason,
            "digest": record.current.digest,
        },
        "units": figures.units,
        "rated": figures.rated,
        "not_rated": figures.unrated,
        "not_reported": figures.missing,
        "by_grade": dict(figures.by_grade),
        "means": dict(figures.means),
        "up": figures.up,
        "down": figures.down,
        "held": figures.held,
        "grades": [_award(key, award, language) for key, award in season.awards.items()],
        "adjusted": [_adjusted(one, language) for counted in season.counted.values() for one in counted.adjusted],
        "unit_changes": [_change(change) for change in season.changes],
    }


def _framework(framework: Framework) -> Document:
    return {key: getattr(framework, key) for key in ("id", "version", "date", "fingerprint")}


def _award(key: str, award: Award, language: Language) -> Document:
    return {
        "unit": key,
        "earned": award.computed.id,
        "awarded": _id(award.awarded),
        "before": _id(award.before),
        "held": award.held[language] if award.held is not None else None,
    }


def _id(grade: Grade | None) -> str | None:
    return grade.id if grade is not None else None


def _adjusted(one: Adjusted, language: Language) -> Document:
    return {
        "unit": _unit(one.unit),
        "indicator": one.indicator.id,
        "rule": one.indicator.definition.season_rule,
        "reported": one.reported,
        "counted": one.counted,
        "why": one.why[language],
    }


def _change(change: UnitChange) -> Document:
    return {
        "sort": change.sort,
        "before": _unit(change.before) if change.before is not None else None,
        "after": _unit(change.after) if change.after is not None else None,
    }


def _board(board: Board, race: Race) -> Document:
    labels = [season.label for season in race.seasons]
    return {
        "group": dict(zip(race.keys, board.group, strict=True)),
        "units": board.units,
        "ranked": [_row(row, labels) for row in board.rows],
        "without_place": [{"unit": _unit(member.unit), "state": member.state} for member in board.others],
    }


def _row(row: BoardRow, labels: Iterable[str]) -> Document:
    now, before = row.movement.now, row.movement.before
    return {
        "unit": _unit(now.member.unit),
        "place": now.place,
        "of": now.of,
        "place_before": before.place if before is not None and row.movement.comparable else None,
        "places_up": row.movement.places_up,
        "total": now.standing.total,
        "total_as_reported": row.plain,
        "points_up": row.movement.points_up,
        "dimensions": dict(now.standing.dimensions),
        "earned": now.standing.grade,
        "awarded": _id(row.award.awarded) if row.award is not None else None,
        "lists": [each.id for each in row.lists],
        "seasons": [
            {"season": label, "place": place, "total": total}
            for label, place, total in zip(labels, row.places, row.totals, strict=True)
        ],
    }


def _split(split: Split) -> Document:
    figures: dict[str, Decimal | None] = {
        "published": split.published.total,
        "correction": split.correction,
        "rules": split.rules,
        "real": split.real,
        "now": split.now.total,
        "change": split.change,
        "real_first": split.real_first,
        "rules_last": split.rules_last,
    }
    return {
        "unit": _unit(split.unit),
        **figures,
        "grades": [_stage(stage) for stage in (split.published, split.former, split.ruled, split.now)],
        "kind_changed": split.kind_changed,
    }


def _stage(stage: Stage) -> str:
    return stage.grade


def _unit(unit: Unit) -> Document:
    return {key: getattr(unit, key) for key in ("code", "name", "kind", "profile", "town", "county")}
