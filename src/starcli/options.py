"""What the options of a command stand for: framework, basis, language, target."""

import locale
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from starcli.bundled import framework_folder, framework_names
from starcli.core.assessment import Tier
from starcli.core.findings import Finding, Location, Read, finding
from starcli.core.model import Framework, Grade, Kind, Profile
from starcli.core.roster import Roster
from starcli.core.text import Language, listed
from starcli.excel.layouts.form import normalised
from starcli.kept import load_kept

if TYPE_CHECKING:
    from starcli.data_files import DataFiles

T = TypeVar("T")


class BasisName(StrEnum):
    """The bases, as options."""

    SELF = "self"
    VERIFIED = "verified"
    REVIEWED = "reviewed"


class CheckedName(StrEnum):
    """Whose values confirm or correct those that units report, as options."""

    VERIFIED = "verified"
    REVIEWED = "reviewed"


class LanguageName(StrEnum):
    """The languages, as options."""

    ZH = "zh"
    EN = "en"


class FormLanguageName(StrEnum):
    """What a form can be written in, as options."""

    ZH = "zh"
    EN = "en"
    BOTH = "both"

    @property
    def single(self) -> LanguageName | None:
        """The one language that it is; None for both."""
        return None if self is FormLanguageName.BOTH else LanguageName(self.value)


class UsageProblem(Exception):  # noqa: N818 it is a problem of the call, told to a person
    """A call that cannot be carried out; nothing has been written."""

    def __init__(self, findings: Iterable[Finding], language: Language) -> None:
        self.findings = tuple(findings)
        self.language = language
        super().__init__("; ".join(found.message("en") for found in self.findings))


@dataclass(frozen=True, slots=True)
class Expected:
    """Who should report: a roster, the file that it was read from, and warnings about it."""

    roster: Roster
    file: Path
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Call:
    """What every command on workbooks knows.

    With `latest` the later of two forms of one unit counts; `former` is the folder of the former season's forms. Files
    set `apart` are no forms, wherever they stand. `data` is what was given from outside the forms.
    """

    framework: Framework
    basis: Tier
    language: Language
    out: Path | None
    as_json: bool
    strict: bool
    expected: Expected | None = None
    latest: bool = False
    former: Path | None = None
    apart: tuple[Path, ...] = ()
    data: "DataFiles | None" = None

    @classmethod
    def make(  # noqa: PLR0913, PLR0917 one parameter an option
        cls,
        framework: str,
        weights: Path | None,
        basis: BasisName,
        language: LanguageName | None,
        out: Path | None,
        as_json: bool,
        strict: bool,
        roster: Path | None = None,
        latest: bool = False,
        former: Path | None = None,
        data: Sequence[Path] | None = None,
    ) -> "Call":
        """The call that the options describe. Raises `UsageProblem`."""
        chosen = chosen_language(language)
        loaded = load(framework, weights, chosen)
        expected = load_roster(roster, loaded, chosen) if roster is not None else None
        given = load_data(data, loaded, chosen) if data else None
        apart = given.files if given is not None else ()
        return cls(loaded, basis.value, chosen, out, as_json, strict, expected, latest, former, apart, given)

    @property
    def roster(self) -> Roster | None:
        """The roster, where there is one."""
        return self.expected.roster if self.expected is not None else None

    @property
    def writes(self) -> bool:
        """Whether workbooks are written: with --json only where --out says so."""
        return not self.as_json or self.out is not None


def load(name: str, weights: Path | None, language: Language) -> Framework:
    """A framework by name or path. Raises `UsageProblem` when it is not there or has faults."""
    folder = framework_folder(name)
    if folder is None:
        known = ", ".join(framework_names())
        raise UsageProblem([finding("framework-missing", name=name, known=known)], language)
    read = load_kept(folder, weights)
    if read.value is None:
        raise UsageProblem((f for f in read.findings if f.severity == "error"), language)
    return read.value


def load_roster(path: Path, framework: Framework, language: Language, *, counts: bool = True) -> Expected:
    """The roster in a file. Raises `UsageProblem` when it is not there or has an error.

    Where nobody is counted by it, its sound rows are taken although others are not.
    """
    from starcli.excel.reading.roster import read_roster  # noqa: PLC0415 only where a roster is read

    read = read_apart(partial(read_roster, framework=framework), path, "roster-not-read", language)
    errors = tuple(found for found in read.findings if found.severity == "error")
    if read.value is None or (errors and counts):
        raise UsageProblem(errors or read.findings, language)
    return Expected(read.value, path, read.findings)


def load_data(paths: Sequence[Path], framework: Framework, language: Language, day: date | None = None) -> "DataFiles":
    """What some files and folders hold from outside the forms; no check may be dated after the day, today without one.

    Raises `UsageProblem` for a path that leads nowhere.
    """
    from starcli.data_files import NoData, read_data  # noqa: PLC0415 only where data is given

    read = read_data(paths, framework, day or datetime.now().astimezone().date())
    if isinstance(read, NoData):
        raise UsageProblem(read.problems, language)
    return read


def read_apart(reader: Callable[[Path], Read[T]], path: Path, not_read: str, language: Language) -> Read[T]:
    """What a reader, in a process of its own, makes of a file. Raises `UsageProblem` when it is not there.

    Raises the same with the finding called `not_read` when the reader came to no end.
    """
    from starcli.workers import Fault, isolated  # noqa: PLC0415 only where such a file is named

    if not path.is_file():
        raise UsageProblem([finding("path-missing", Location(str(path)))], language)
    (read,) = isolated(reader, [path])
    if isinstance(read, Fault):
        raise UsageProblem([finding(not_read, Location(str(path)), reason=read.reason or read.sort)], language)
    return read


def find_target(text: str, framework: Framework, language: Language) -> Grade:
    """The grade that a text names: its id, number of stars, name or alias, or how one begins. Raises `UsageProblem`."""
    names = {grade.id: (str(grade.stars), *_names(grade)) for grade in framework.grades}
    meant = _meant(text, names)
    if meant is not None:
        return framework.grade(meant)
    known = listed([grade.name for grade in framework.grades])
    raise UsageProblem([finding("target-unknown", Location(), text=text, known=known)], language)


def find_kind_and_profile(
    kind: str, profile: str | None, framework: Framework, language: Language
) -> tuple[Kind, Profile]:
    """What two texts name, as `find_target` does; without one the kind's usual profile. Raises `UsageProblem`."""
    meant = _meant(kind, {known.id: _names(known) for known in framework.kinds.values()})
    if meant is None:
        known = listed([known.name for known in framework.kinds.values()])
        raise UsageProblem([finding("no-such-kind", Location(), text=kind, known=known)], language)
    found = framework.kinds[meant]
    fitting = {known.id: known for known in framework.profiles.values() if meant in known.kinds}
    chosen = next(iter(fitting)) if profile is None else _meant(profile, {k: _names(v) for k, v in fitting.items()})
    if chosen is None:
        known = listed([known.name for known in fitting.values()])
        problem = finding("no-such-profile", Location(), kind=found.name, text=profile or "", known=known)
        raise UsageProblem([problem], language)
    return found, fitting[chosen]


def _names(named: Grade | Kind | Profile) -> tuple[str, ...]:
    return (named.id, *named.name.wordings, *named.aliases)


def _meant(text: str, options: Mapping[str, Iterable[str]]) -> str | None:
    """The option that has a text for a name, else the only one of which a name begins so; None where there is none."""
    word = normalised(text)
    named = {option: {normalised(name) for name in names} for option, names in options.items()}
    exact = [option for option, names in named.items() if word in names]
    begun = [option for option, names in named.items() if word and any(name.startswith(word) for name in names)]
    found = exact or begun
    return found[0] if exact or len(found) == 1 else None


def chosen_language(name: LanguageName | None) -> Language:
    """The language asked for; else Chinese where the locale is Chinese, else English."""
    if name is not None:
        return name.value
    names = [os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    found = next((name for name in names if name), "") or (locale.getlocale()[0] or "")
    return "zh" if found.lower().startswith(("zh", "chinese")) else "en"
