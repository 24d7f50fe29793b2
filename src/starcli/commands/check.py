"""`check`: every fault of a framework's definitions, or everything that is found in a folder of workbooks."""

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from starcli.batch import Batch, without_doubles
from starcli.commands.running import documents, exit_code, missing_documents, print_json, rate
from starcli.console.screen import Screen
from starcli.core.findings import Finding, Location, finding
from starcli.core.text import Language
from starcli.definitions import load_framework
from starcli.definitions.cases import check_cases
from starcli.documents.units import finding_document
from starcli.excel.imprint import is_form
from starcli.options import Call, UsageProblem
from starcli.sources import Source, find_sources, shown

_DEFINITIONS, _YAML = "framework.yaml", ".yaml"


def is_framework(path: Path, language: Language) -> bool:
    """Whether a path is a framework's folder. Raises `UsageProblem` for definitions without their `framework.yaml`."""
    if (path / _DEFINITIONS).is_file():
        return True
    definitions = path.suffix == _YAML if path.is_file() else any(path.glob(f"*{_YAML}"))
    # A weight table may well lie beside the workbooks that it is for.
    if definitions and (path.is_file() or not find_sources([path]).sources):
        raise UsageProblem([finding("not-a-framework", Location(shown(path)))], language)
    return False


def check_framework(path: Path, weights: Path | None, language: Language, *, as_json: bool, strict: bool) -> int:
    """Every fault of a framework's definitions and of its worked cases."""
    read = load_framework(path, weights)
    # Another weight table gives other figures: the worked cases rest on the framework's own.
    cases = check_cases(path, read.value) if read.value is not None and weights is None else ()
    findings = read.findings + cases
    if as_json:
        found = [finding_document(found, language) for found in findings]
        print_json([{"path": str(path), "findings": found}], language)
    else:
        Screen(language).checked(read.value, findings)
    return exit_code(findings, strict=strict)


def check_forms(call: Call, path: Path, *, notes: bool) -> int:
    """Everything that reading and rating find in the workbooks at a path, a line each; nothing is written."""
    batch = without_doubles(rate(call, [path], compare=True))
    batch, compared = _proven(call, path, batch)
    if call.as_json:
        print_json((*documents(call, batch.rated), *missing_documents(call, batch)), call.language, batch.notes)
    else:
        of_each: dict[Source, list[Finding]] = {one.source: [] for one in batch.rated}
        names = {one.source.name: _seen_from(path, one.source.name) for one in batch.rated}
        for one in batch.rated:
            of_each[one.source] += [_renamed(found, names) for found in one.findings]
        screen = Screen(call.language)
        screen.forms_checked([*of_each.values()], batch.of_run, notes=notes)
        if compared:
            screen.proven(compared)
    return exit_code(batch.findings, strict=call.strict)


def _proven(call: Call, path: Path, batch: Batch) -> tuple[Batch, int]:
    """The same with what a form's own formulas come to, where the path is one form; how many results were compared."""
    # Formulas know what stands in the form, and nothing that was given besides.
    alone = len(batch.rated) == 1 and path.is_file() and call.data is None
    only = batch.rated[0] if alone else None
    if only is None or only.rating is None or only.source.member is not None or not is_form(path):
        return batch, 0
    from starcli.proof import prove  # noqa: PLC0415 only where a form's formulas are looked at

    proof = prove(path, only.source.name, call.framework, only.rating.assessment)
    return replace(batch, rated=(replace(only, findings=only.findings + proof.findings),)), proof.compared


def _seen_from(folder: Path, name: str) -> str:
    """What a workbook is called below a folder."""
    return name.removeprefix(f"{shown(folder)}{os.sep}")


def _renamed(found: Finding, names: Mapping[str, str]) -> Finding:
    """A finding that calls workbooks by other names, where it stands and where it speaks of them."""
    place = replace(found.location, file=names.get(found.location.file, found.location.file))
    details = ((key, _listed(detail, names) if isinstance(detail, str) else detail) for key, detail in found.details)
    return Finding(found.code, place, tuple(details))


def _listed(text: str, names: Mapping[str, str]) -> str:
    return ", ".join(names.get(part, part) for part in text.split(", "))
