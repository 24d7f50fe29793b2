"""The efforts by which paths are found: a county's own table, and what the options rule in and out."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from starcli.core.findings import Location, finding
from starcli.core.paths.effort import EffortTable, Ruling
from starcli.options import Call, UsageProblem, read_apart


def effort_table(call: Call, file: Path | None, keep: Sequence[str] = (), require: Sequence[str] = ()) -> EffortTable:
    """What a table of efforts and the options say together; the options stand. Raises `UsageProblem`."""
    table = _read(call, file) if file is not None else EffortTable()
    known = {code.lower(): code for code in call.framework.entries}
    rulings: dict[str, Ruling] = {}
    both: tuple[tuple[Ruling, Sequence[str]], ...] = (("keep", keep), ("require", require))
    for ruling, codes in both:
        for text in codes:
            code = known.get(text.strip().lower())
            if code is None:
                example = next(iter(call.framework.entries))
                raise UsageProblem(
                    [finding("ruling-of-nothing", Location(), text=text, example=example)], call.language
                )
            if rulings.setdefault(code, ruling) != ruling:
                raise UsageProblem([finding("kept-and-required", Location(), id=code)], call.language)
    return replace(table, rulings={**table.rulings, **rulings})


def _read(call: Call, file: Path) -> EffortTable:
    from starcli.excel.reading.efforts import read_efforts  # noqa: PLC0415 only where there is a table

    read = read_apart(partial(read_efforts, framework=call.framework), file, "effort-not-read", call.language)
    if read.value is None or read.findings:
        raise UsageProblem(read.findings, call.language)
    return read.value
