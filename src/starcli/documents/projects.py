"""Special projects as one JSON document: figures by season and area, indicators, laggards, problems and cards."""

from decimal import Decimal

from starcli.core.numbers import half_up
from starcli.core.projects.attainment import ALL, AREA_LEVELS, Area, Attained
from starcli.core.projects.four_ones import Card, slots_of
from starcli.core.projects.progress import Laggard, Progress, Project, ProjectSeason
from starcli.core.text import Language
from starcli.documents.units import Document, finding_document

_PLACES = 4
_MOST_LAGGARDS = 10


def projects_document(progress: Progress, language: Language) -> Document:
    """The document of a run."""
    framework = progress.framework
    return {
        "name": progress.name,
        "target": progress.target.id,
        "framework": {
            "id": framework.id,
            "version": framework.version,
            "date": framework.date,
            "fingerprint": framework.fingerprint,
        },
        "seasons": [_season(season) for season in progress.seasons],
        "ledgers": progress.ledgers,
        "projects": [_project(project, progress, language) for project in progress.projects],
        "findings": [finding_document(found, language) for found in progress.findings],
    }


def _season(season: ProjectSeason) -> Document:
    return {key: getattr(season, key) for key in ("label", "units", "unrated", "missing")}


def _project(project: Project, progress: Progress, language: Language) -> Document:
    problems = progress.problems_of(project.id)
    return {
        "id": project.id,
        "name": project.project.name[language],
        "four_ones": _card(project.card, progress),
        "indicators": [
            {
                "id": covered.id,
                "name": covered.definition.name[language],
                "kinds": list(covered.kinds),
                "seasons": [_figures(s.attainment.of_indicator(project.id, covered.id)) for s in progress.seasons],
            }
            for covered in project.covered
        ],
        "seasons": [_figures(season.attainment.of(project.id)) for season in progress.seasons],
        "areas": [
            _area(area)
            | {"seasons": [_figures(season.attainment.of(project.id, area)) for season in progress.seasons]}
            | {"problems": _problems(progress, project, area)}
            for level in AREA_LEVELS
            for area in progress.now.attainment.at(level)
            if area != ALL and progress.now.attainment.of(project.id, area).units
        ],
        "laggards": {
            level: [_laggard(one) for one in progress.laggards(project.id, level, _MOST_LAGGARDS)]
            for level in AREA_LEVELS
            if level != "all"
        },
        "problems": None if progress.ledgers is None else {"all": problems.all, **_problems(progress, project, ALL)},
    }


def _figures(one: Attained) -> Document:
    return {
        "asked": one.asked,
        "met": one.met,
        "unknown": one.unknown,
        "rate": _share(one.rate),
        "most": _share(one.most),
        "score": _share(one.score),
        "units": one.units,
        "complete": one.complete,
        "units_unknown": one.units_unknown,
    }


def _problems(progress: Progress, project: Project, area: Area) -> Document:
    one = progress.problems_of(project.id, area)
    return {key: getattr(one, key) for key in ("open", "closed", "overdue", "relapsed")}


def _area(area: Area) -> Document:
    return {"level": area.level, "name": area.name, "county": area.county}


def _laggard(one: Laggard) -> Document:
    bounds = {"low": _share(one.interval.low), "high": _share(one.interval.high)}
    return {**_area(one.area), **_figures(one.attained), **bounds, "beyond_chance": one.certain}


def _card(card: Card | None, progress: Progress) -> Document:
    slots = slots_of(progress.framework)
    if card is None:
        return {"filled": 0, "slots": dict.fromkeys(slots, "")}
    meeting = card.meeting
    return {
        "filled": card.filled(progress.framework),
        "slots": {slot: card.slots.get(slot, "") for slot in slots},
        "meeting": None
        if meeting is None
        else {"day": meeting.day.isoformat() if meeting.day else None, "place": meeting.place},
        "progress": card.progress,
        "problems": card.problems,
        "cell": str(card.location),
    }


def _share(value: Decimal | None) -> Decimal | None:
    return None if value is None else half_up(value, _PLACES)
