"""The plan workbook of a unit: its sheets in their order, and what they have in common."""

from pathlib import Path

from starcli.core.filling import Filled
from starcli.core.formulas.live import Live
from starcli.core.formulas.projection import PlanMoment
from starcli.core.plans.plan import Plan
from starcli.core.plans.portrait import ALONE, Peers
from starcli.core.scheme import Scheme
from starcli.core.text import FormLanguage, Text
from starcli.excel.layouts.plan import PLAN_SHEETS
from starcli.excel.writing.findings_page import imprint_line
from starcli.excel.writing.output import write_atomically
from starcli.excel.writing.page import Page, Workbook
from starcli.excel.writing.plans.content import Draft
from starcli.excel.writing.plans.cover import cover_page
from starcli.excel.writing.plans.ledger_page import ledger_page
from starcli.excel.writing.plans.measures_page import measures_page
from starcli.excel.writing.plans.problems_page import problems_page
from starcli.excel.writing.plans.projection_page import Compiled, compiled, projection_page
from starcli.excel.writing.plans.projects_page import projects_page
from starcli.excel.writing.plans.shapes import Shapes, shapes_of
from starcli.excel.writing.plans.words import title

_CHOICES_NOTE = Text("下拉表中的词。", "The words of the drop-down lists.")


def write_plan(plan: Plan, target: Path, language: FormLanguage, peers: Peers = ALONE) -> None:
    """Write the plan of a unit. Raises `OutputError`."""
    write_atomically(target, PlanBook(plan, language, peers).content())


class PlanBook:
    """A plan as a workbook: the cells of its projection, and the file."""

    def __init__(self, plan: Plan, language: FormLanguage, peers: Peers = ALONE) -> None:
        self.draft = Draft(plan, peers)
        self.language = language
        self.now = moment(plan, language)
        self.projection: Compiled = compiled(self.now.scheme, plan.target, language)
        self.shapes: Shapes = shapes_of(self.draft, self.projection.spots)
        self.cells: tuple[Live, ...] = tuple(self.projection.cells(self.shapes))

    def content(self) -> bytes:
        """The finished workbook. The same plan gives the same bytes."""
        draft, shapes = self.draft, self.shapes
        results = {(live.block, live.row, live.column): live.value(self.now) for live in self.cells}
        book = Workbook("plan", title(draft.plan), self.language)
        pages = [
            cover_page(book, draft, shapes, results),
            problems_page(book, draft, shapes),
            measures_page(book, draft, shapes),
            ledger_page(book, draft, shapes),
            projects_page(book, draft, shapes),
            projection_page(book, draft, self.projection, self.cells, results),
            _choices(book),
        ]
        foot = imprint_line(draft.plan.rating.scheme.framework)
        for page in pages:
            page.footer(foot)
            page.protect()
        return book.content()


def moment(plan: Plan, language: FormLanguage) -> PlanMoment:
    """What the projection of a plan shows as it is written: every target cell holds what is proposed."""
    return PlanMoment(
        plan, {p.indicator: as_typed(plan.rating.scheme, p.indicator, p.target, language) for p in plan.proposals}
    )


def as_typed(scheme: Scheme, indicator: str, value: Filled, language: FormLanguage) -> Filled:
    """A value as it is typed: a level by its name."""
    levels = scheme.by_id[indicator].definition.scale.levels
    return levels[value][language] if isinstance(value, str) else value


def _choices(book: Workbook) -> Page:
    """The lists that are too long to stand beside their cells."""
    page = book.page(PLAN_SHEETS["choices"], (80,))
    page.say(PLAN_SHEETS["choices"], "section", height=22)
    page.say(_CHOICES_NOTE, "quiet")
    book.write_lists(page, "text")
    return page
