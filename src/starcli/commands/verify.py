"""`verify`: check sheets for the guidance group, and what comes back on them put beside what was claimed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from starcli.batch import Batch, Rated, without_doubles
from starcli.commands.running import area_name, day_of, documents, exit_code, print_json, rate, write
from starcli.console.screen import Screen
from starcli.console.verify import show_sheets, show_verification
from starcli.core.checking.applying import applied_to, verdicts_on
from starcli.core.checking.displaced import displaced
from starcli.core.checking.verification import Verification, VerificationRun
from starcli.core.findings import Finding, Location, Read, finding
from starcli.core.given import Given
from starcli.core.imports.applying import with_imports
from starcli.core.rating import Rating
from starcli.core.rating import rate as rate_form
from starcli.core.text import Language, Text
from starcli.data_check import held_against
from starcli.documents.verify import sheet_document, verification_document
from starcli.excel.writing.check_sheet.book import check_sheet
from starcli.excel.writing.check_sheet.ledger_book import VerificationReport, write_verification
from starcli.excel.writing.output import OutputError, put_in_place, write_atomically
from starcli.options import Call, UsageProblem, load_data
from starcli.rater import LIMITS, fault_of
from starcli.sources import shown
from starcli.targets import SUFFIX, refused, unit_targets
from starcli.verified_forms import ToVerify, verified_form
from starcli.workers import Fault, isolated

_SHEETS = Text("制作核查表", "making check sheets")
_FORMS = Text("写入核验值", "entering verified values")
_LEDGER = "verification"
_NAMED = 3
_NO_FILE_OF_ITS_OWN = Text("在压缩包里，或与别的单位同在一个工作簿", "it has no workbook of its own")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options ask for: forms to make check sheets for, or check sheets to be read back."""

    sheets: Path | None = None
    apply: Path | None = None
    folder: Path | None = None
    date: str | None = None
    data: Sequence[Path] = ()


def verify(call: Call, asked: Asked) -> int:
    """Make check sheets, or put what came back on them beside what was claimed; the exit code."""
    if (asked.sheets is None) == (asked.apply is None) or (asked.folder is None) != (asked.apply is None):
        raise UsageProblem([finding("verify-unclear", Location())], call.language)
    if call.out is not None and call.out.suffix:
        raise UsageProblem([finding("out-is-a-file", Location(str(call.out)))], call.language)
    if asked.sheets is not None:
        return _make(call, asked.sheets)
    return _apply(call, asked)


def _make(call: Call, folder: Path) -> int:
    """A check sheet for every form that was rated by its own values."""
    batch = without_doubles(rate(call, [folder]))
    rated = [one for one in batch.rated if one.rating is not None]
    targets = unit_targets(rated, "check-sheet", call.out)
    if call.writes and (problems := targets.findings or refused(targets.value)):
        raise UsageProblem(problems, call.language)
    files, faults = _written(call, rated, targets.value) if call.writes else ([], [])
    found = (*batch.findings, *faults)
    if call.as_json:
        made = {id(one): shown(file) for one, file in zip(rated, targets.value, strict=True)} if call.writes else {}
        every = zip(documents(call, batch.rated), batch.rated, strict=True)
        print_json((d | sheet_document(one, made.get(id(one))) for d, one in every), call.language, batch.notes)
    else:
        show_sheets(Screen(call.language), batch, found, files)
    return exit_code(found, strict=call.strict)


def _written(call: Call, rated: Sequence[Rated], targets: Sequence[Path]) -> tuple[list[Path], list[Finding]]:
    """The check sheets that were written, each made in a process apart. Raises `UsageProblem`."""
    files: list[Path] = []
    faults: list[Finding] = []
    ratings = [one.rating for one in rated if one.rating is not None]
    make = partial(_sheet, language=call.language)
    with Screen(call.language).progress(len(ratings), _SHEETS) as tick:
        for one, target, made in zip(rated, targets, isolated(make, ratings, LIMITS), strict=True):
            tick()
            if isinstance(made, Fault):
                faults.append(finding("internal-fault", Location(one.source.name), reason=made.reason or made.sort))
                continue
            try:
                write_atomically(target, made)
            except OutputError as error:
                raise UsageProblem([error.finding], call.language) from error
            files.append(target)
    return files, faults


def _sheet(rating: Rating, language: Language) -> bytes:
    return check_sheet(rating, language)


def _apply(call: Call, asked: Asked) -> int:
    """The forms with what their check sheets say, and the ledger of what that displaces."""
    paths = [path for path in (asked.apply, *asked.data) if path is not None]
    data = load_data(paths, call.framework, call.language, day_of(asked.date, call))
    plain = replace(call, basis="self", data=None, apart=(*call.apart, *data.files))
    folder = asked.folder or Path()
    batch = held_against(without_doubles(rate(plain, [folder])), data, call.roster, all_listed=folder.is_dir())
    pairs = [(one, _verification(call, one, data.given)) for one in batch.rated if not one.superseded]
    run = VerificationRun(tuple(each for _, each in pairs), (*batch.of_run, *_unchecked(pairs)))
    files: list[Path] = []
    if call.out is not None:
        written = _enter(call, pairs, call.out)
        run = replace(run, notes=(*run.notes, *written.findings))
        files = [*written.value, *_ledger(call, batch, run, folder, call.out)]
    if call.as_json:
        print_json([verification_document(run, call.framework, call.language)], call.language)
    else:
        screen = Screen(call.language)
        show_verification(screen, run, call.framework)
        screen.wrote(files)
    return exit_code(run.findings, strict=call.strict)


def _verification(call: Call, one: Rated, given: Given) -> Verification:
    """What the check sheet of a unit changes in its form, which was rated as it came."""
    if one.rating is None:
        return Verification(one.unit, one.location, None, None, one.findings)
    own, scheme = one.rating, one.rating.scheme
    imported = with_imports(own.assessment, scheme, given.imports.about(own.unit))
    sheets = given.sheets.about(own.unit, own.assessment.period)
    verdicts = verdicts_on(imported.value, scheme, sheets, given.day) if sheets else Read(None)
    applied = Read(imported.value) if verdicts.value is None else applied_to(imported.value, verdicts.value)
    counted = rate_form(scheme, applied.value, call.basis)
    found = (*one.findings, *imported.findings, *verdicts.findings, *applied.findings)
    # That values of a lower level count is told by the rows that were left blank, and by the sheets that are not there.
    further = (each for each in counted.findings if each not in found and each.code != "basis-fallback")
    return Verification(one.unit, one.location, displaced(own, counted), verdicts.value, (*found, *further))


def _unchecked(pairs: Sequence[tuple[Rated, Verification]]) -> list[Finding]:
    """One finding on all units without a check sheet."""
    lacking = [each for _, each in pairs if each.verdicts is None and each.ledger is not None]
    if not lacking:
        return []
    names = ", ".join(one.unit.name for one in lacking[:_NAMED]) + (" …" if len(lacking) > _NAMED else "")
    return [finding("check-sheet-missing", lacking[0].location, count=len(lacking), names=names)]


def _enter(call: Call, pairs: Sequence[tuple[Rated, Verification]], out: Path) -> Read[list[Path]]:
    """The forms with verified values, below a folder as they lie below theirs. Raises `UsageProblem`.

    One that cannot be written to without harm is left out, with a finding.
    """
    wanted: list[tuple[Rated, ToVerify]] = []
    found: list[Finding] = []
    shared = Counter(one.source for one, _ in pairs)
    for one, each in pairs:
        if one.rating is None or each.verdicts is None:
            continue
        if one.source.member is not None or shared[one.source] > 1:
            found.append(finding("verified-not-written", one.location, reason=_NO_FILE_OF_ITS_OWN))
            continue
        form, scheme = one.rating.assessment, one.rating.scheme
        wanted.append((one, ToVerify(one.source.path, one.source.name, form, scheme, each.verdicts, call.language)))
    made = [each for _, each in wanted]
    contents: dict[Path, bytes] = {}
    with Screen(call.language).progress(len(made), _FORMS) as tick:
        for (one, _), given in zip(wanted, isolated(verified_form, made, LIMITS), strict=True):
            tick()
            if isinstance(given, Fault):
                found.append(fault_of(one.source, given))
                continue
            found += given.findings
            if given.value is not None:
                contents[out / one.source.path.relative_to(one.source.root)] = given.value
    new = {target: content for target, content in contents.items() if not _is_there(target, content)}
    if problems := refused(new):
        raise UsageProblem(problems, call.language)
    try:
        for target, content in new.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            put_in_place(target, content)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UsageProblem([finding("output-failed", Location(str(out)), reason=reason)], call.language) from error
    return Read([*contents], tuple(found))


def _is_there(target: Path, content: bytes) -> bool:
    return target.is_file() and target.read_bytes() == content


def _ledger(call: Call, batch: Batch, run: VerificationRun, folder: Path, out: Path) -> list[Path]:
    name = area_name(folder if folder.is_dir() else folder.parent, batch.members.units)
    report = VerificationReport(name, call.framework, run)
    target = out / f"{_LEDGER}{SUFFIX}"
    return write(replace(call, out=out), [(target, partial(write_verification, report, language=call.language))])
