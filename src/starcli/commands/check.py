"""`check`: every fault of a framework's definitions."""

from pathlib import Path

from starcli.commands.running import exit_code, print_json
from starcli.console import Screen
from starcli.core.findings import Location, finding
from starcli.core.text import Language
from starcli.definitions import load_framework
from starcli.definitions.cases import check_cases
from starcli.documents import finding_document
from starcli.options import UsageProblem


def check(path: Path, weights: Path | None, language: Language, *, as_json: bool, strict: bool) -> int:
    """Every fault of a framework's definitions and of its worked cases."""
    if not (path / "framework.yaml").is_file():
        raise UsageProblem([finding("not-a-framework", Location(str(path)))], language)
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
