"""What `make parity` does, in pieces that processes take from each other: each makes forms and compares them."""

import os
import random
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from libreoffice import Office

from parity.compare import Form, Outcome, compared
from parity.cuts import Aimed, cut_forms
from parity.drawn import Drawn, drawn
from parity.resaved import resaved
from parity.rows import number_forms, row_forms, text_forms
from parity.settings import CHANGES
from parity.units import UnitMaker, seen_in
from starcli.bundled import framework_folder
from starcli.core.consistency import schemes
from starcli.core.scheme import Scheme
from starcli.core.text import FormLanguage
from starcli.definitions import load_framework
from starcli.excel.writing.forms.form import FormMaker

LANGUAGES: tuple[FormLanguage, ...] = ("zh", "en", "both")
UNITS_EACH, FRAMEWORKS_EACH = 200, 25
_UNITS_A_FRAMEWORK = 50
"""Units to which one framework is drawn."""
_SOME = 4


@dataclass(slots=True)
class Seen:
    """What came of a task: what was compared, what occurred, what was aimed at."""

    outcome: Outcome = field(default_factory=Outcome)
    occurred: Counter[str] = field(default_factory=Counter)
    aimed: Aimed = field(default_factory=Aimed)

    def add(self, other: "Seen") -> None:
        """Count what another task saw as well."""
        self.outcome.add(other.outcome)
        self.occurred += other.occurred
        self.aimed.aims += other.aimed.aims
        self.aimed.exact += other.aimed.exact


@dataclass(frozen=True, slots=True)
class Task:
    """A piece of the work, the same whenever it is done again."""

    part: str
    seed: int
    number: int = 0
    locale: str = ""
    change: str = ""

    def run(self) -> Seen:
        """Do it. Raises `NotRecalculatedError`."""
        return _PARTS[self.part](self)

    @property
    def dice(self) -> random.Random:
        """Dice that fall the same way for each task."""
        return random.Random(f"{self.seed} {self.part} {self.number}")

    def compared(self, forms: Iterable[Form]) -> Seen:
        """Some forms compared under the settings of the task."""
        seen = Seen()
        seen.outcome = compared(_watched(forms, seen), office(self.locale), CHANGES.get(self.change))
        return seen


def dice(number: int) -> random.Random:
    """Dice that fall the same way for a number."""
    return random.Random(number)


@cache
def reference_schemes() -> tuple[Scheme, ...]:
    """Every scheme of the reference framework. Raises `SystemExit` when it does not load."""
    folder = framework_folder("reference-47")
    framework = load_framework(folder).value if folder else None
    if framework is None:
        raise SystemExit("the reference framework does not load")
    return tuple(schemes(framework))


@cache
def maker(number: int) -> FormMaker:
    """A scheme of the reference framework in one of the languages."""
    found = reference_schemes()
    return FormMaker(found[number % len(found)], LANGUAGES[number // len(found) % len(LANGUAGES)])


@cache
def makers() -> Mapping[int, FormMaker]:
    """Every scheme of the reference framework in every language."""
    return {number: maker(number) for number in range(len(reference_schemes()) * len(LANGUAGES))}


@cache
def office(locale: str) -> Office:
    """The LibreOffice of this process, in a locale."""
    return Office(Path(tempfile.gettempdir(), f"starcli-office-{os.getpid()}-{locale}"), locale)


def tasks(count: int, first: int) -> list[Task]:
    """Everything, the longest pieces first; `first` is the seed."""
    each = range(len(reference_schemes()))
    whole = ("cuts", "rows", "texts", "words", "numbers", "resaved")
    frameworks = range(-(-count // (_UNITS_A_FRAMEWORK * FRAMEWORKS_EACH)))
    set_otherwise = (("de-DE", ""), ("zh-CN", ""), ("", "1904"), ("de-DE", "1904"))
    return [
        *(Task(part, first, number) for part in whole for number in each),
        *(Task("frameworks", first, number) for number in frameworks),
        *(Task("units", first, number) for number in range(0, count, UNITS_EACH)),
        *(Task("settings", first, number, *how) for how in set_otherwise for number in each),
    ]


def drawn_frameworks(count: int, first: int) -> list[Drawn]:
    """Frameworks that hypothesis draws, all before any is looked at: LibreOffice starts once for many."""
    found: list[Drawn] = []

    @seed(first)
    @settings(
        max_examples=count,
        database=None,
        phases=[Phase.generate],
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(drawn())
    def collect(one: Drawn) -> None:
        found.append(one)

    collect()
    return found


def forms_of(one: Drawn, count: int) -> Iterator[Form]:
    """So many forms of each sort for a framework that was drawn."""
    for scheme in schemes(one.load()):
        language = LANGUAGES[one.seed % len(LANGUAGES)]
        yield from some_forms(FormMaker(scheme, language), dice(one.seed), count)


def some_forms(form_maker: FormMaker, dice: random.Random, count: int) -> Iterator[Form]:
    """So many forms of each sort, and twice as many units."""
    units = UnitMaker({0: form_maker}, dice.randrange(10**6))
    yield from (units.form(number) for number in range(2 * count))
    yield from islice(cut_forms(form_maker, dice, Aimed()), count)
    yield from islice(row_forms(form_maker, dice), count)
    yield from islice(text_forms(form_maker, dice), count)
    yield from islice(text_forms(form_maker, dice, only_read=True), count)
    yield from islice(number_forms(form_maker, dice), count)


def _watched(forms: Iterable[Form], seen: Seen) -> Iterator[Form]:
    for form in forms:
        seen.occurred.update(set(seen_in(form.now)))
        yield form


def _cuts(task: Task) -> Seen:
    aimed = Aimed()
    seen = task.compared(cut_forms(maker(task.number), task.dice, aimed))
    seen.aimed = aimed
    return seen


def _units(task: Task) -> Seen:
    units = UnitMaker(makers(), task.seed)
    return task.compared(units.form(number) for number in range(task.number, task.number + UNITS_EACH))


def _frameworks(task: Task) -> Seen:
    frameworks = drawn_frameworks(FRAMEWORKS_EACH, task.seed * 1000 + task.number)
    return task.compared(form for one in frameworks for form in forms_of(one, 2))


def _resaved(task: Task) -> Seen:
    forms = [form for form in some_forms(maker(task.number), task.dice, _SOME) if form.readable]
    return Seen(resaved(forms, office(task.locale)))


_PARTS: Mapping[str, Callable[[Task], Seen]] = {
    "cuts": _cuts,
    "rows": lambda task: task.compared(row_forms(maker(task.number), task.dice)),
    "texts": lambda task: task.compared(text_forms(maker(task.number), task.dice)),
    "words": lambda task: task.compared(text_forms(maker(task.number), task.dice, only_read=True)),
    "numbers": lambda task: task.compared(number_forms(maker(task.number), task.dice)),
    "resaved": _resaved,
    "frameworks": _frameworks,
    "units": _units,
    "settings": lambda task: task.compared(some_forms(maker(task.number), task.dice, _SOME)),
}
