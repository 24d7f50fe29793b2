"""Check sheets out, filled in, applied, by the program as a user runs it; and what must hold of what comes of it."""

import json
import random
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from checking import fill
from test_cli import starcli

from checks.fills import Fills, random_fills
from starcli.commands.running import rate
from starcli.core.checking.words import VERDICTS
from starcli.core.numbers import ZERO
from starcli.core.rating import Rating
from starcli.options import BasisName, Call, LanguageName

DAY = "2022-10-20"
Filler = Callable[[Rating, random.Random], Fills]
_LISTS = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml")
"""The parts that list the sheets, of which there is one more."""
_BY_TOWN, _BY_COUNTY = "check-differs-from-verified", "not-applicable-refused"
"""What is found where a form has another value already that stands above the sheet's."""
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@dataclass(slots=True)
class Outcome:
    """What was seen, and what was wrong with it."""

    units: int = 0
    values: int = 0
    points: Decimal = ZERO
    rescaled: int = 0
    adjusted: int = 0
    sound: int = 0
    items: int = 0
    cells: int = 0
    faults: list[str] = field(default_factory=list)

    def add(self, other: "Outcome") -> None:
        """Count what another trip saw as well."""
        for name in ("units", "values", "points", "rescaled", "adjusted", "sound", "items", "cells", "faults"):
            setattr(self, name, getattr(self, name) + getattr(other, name))


@dataclass(frozen=True, slots=True)
class Run:
    """The documents of one trip by file: by own values, by the written forms, by the sheets as data; the ledger."""

    own: Mapping[str, Any]
    written: Mapping[str, Any]
    direct: Mapping[str, Any]
    ledger: Mapping[str, Any]


def round_trip(folder: Path, seed: int, filler: Filler = random_fills, *, looks: int = 1) -> Outcome:
    """Send the forms below `folder/forms` round; of so many of them every cell is looked at."""
    _run(folder, "verify", "--sheets", "forms", "--out", "sheets", "--lang", "zh")
    call = Call.make("reference-47", None, BasisName.SELF, LanguageName.ZH, None, True, False)
    typed: dict[str, Fills] = {}
    for one in rate(call, [folder / "forms"]).rated:
        if one.rating is None:
            continue
        path = one.source.path.relative_to(folder / "forms")
        fills = filler(one.rating, random.Random(f"{seed} {path}"))
        sheet = folder / "sheets" / path.parent / f"{path.stem}-check-sheet.xlsx"
        sheet.write_bytes(fill(sheet.read_bytes(), fills))
        typed[str(Path("forms") / path)] = fills
    out = ("--out", "verified", "--date", DAY, "--lang", "zh")
    ledger = _documents(folder, "verify", "--apply", "sheets", "forms", *out)[0]
    direct = ("--data", "sheets", "--basis", "verified")
    run = Run(
        own={one["file"]: one for one in _documents(folder, "score", "forms")},
        written={_at_home(one["file"]): one for one in _documents(folder, "score", "verified", "--basis", "verified")},
        direct={one["file"]: one for one in _documents(folder, "score", "forms", *direct)},
        ledger={one["file"]: one for one in ledger["units"]},
    )
    seen = Outcome(units=len(typed))
    for number, (file, fills) in enumerate(sorted(typed.items())):
        seen.faults += [f"{file}: {fault}" for fault in _faults(file, run, fills, seen)]
        if number < looks:
            seen.faults += [f"{file}: {fault}" for fault in _touched(folder, file, seen)]
    return seen


def _run(folder: Path, *arguments: str) -> str:
    """What the program prints; exit code 1 says that it found errors in what people typed."""
    done = starcli(*arguments, cwd=folder)
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stdout + done.stderr)
    return done.stdout


def _documents(folder: Path, *arguments: str) -> Any:
    """The JSON of a command, its numbers as they are printed."""
    said = json.loads(_run(folder, *arguments, "--json"), parse_float=Decimal, parse_int=Decimal)
    return said if isinstance(said, list) else [said]


def _at_home(file: str) -> str:
    """The form that one with verified values was made of."""
    return str(Path("forms") / Path(file).relative_to("verified"))


def _faults(file: str, run: Run, fills: Fills, seen: Outcome) -> Iterator[str]:
    """What is wrong with one unit: by whichever way its verified values are taken, they count the same."""
    own, counted, line = run.own[file], run.direct[file], run.ledger[file]
    yield from unaccounted(file, run)
    written = run.written.get(file)
    if written is None:
        yield "no form with verified values"
    elif (written["total"], written["grade"], _points(written)) != (
        counted["total"],
        counted["grade"],
        _points(counted),
    ):
        yield f"{written['total']} by the form, {counted['total']} by the sheet"
    yield from _verdicts(line, counted, fills)
    seen.values += len(line["displaced"])
    seen.points += own["total"] - counted["total"]
    seen.rescaled += line["rescaling"] != 0
    seen.adjusted += bool(own["bonus"] or own["deductions"])
    seen.sound += int(line["checked"])
    seen.items += int(line["items"])


def unaccounted(file: str, run: Run) -> Iterator[str]:
    """What does not add up of one unit, to the last digit.

    Its total is the sum of its points, what rescaling makes of it where items do not apply, and bonus less deductions:
    no more goes into a total. Dimension floors, gates and vetoes decide the grade alone.
    """
    own, counted, line = run.own[file], run.direct[file], run.ledger[file]
    before, after = _points(own), _points(counted)
    lost = {key: before[key] - after[key] for key in before}
    rescaling = (own["base"] - sum(before.values())) - (counted["base"] - sum(after.values()))
    adjustments = (own["bonus"] - own["deductions"]) - (counted["bonus"] - counted["deductions"])
    difference = own["total"] - counted["total"]
    if sum(lost.values()) + rescaling + adjustments != difference:
        yield f"{sum(lost.values())} + {rescaling} + {adjustments} is not {difference}"
    told = {one["id"]: one["difference"] for one in line["displaced"]}
    if told != {key: lost[key] for key in told} or any(lost[key] for key in lost if key not in told):
        yield f"the ledger has {told}, lost are { {key: value for key, value in lost.items() if value} }"
    stated = (line["points"], line["rescaling"], line["adjustments"], line["difference"], line["self"]["total"])
    if stated != (sum(lost.values()), rescaling, adjustments, difference, own["total"]):
        yield f"the ledger states {stated}"


def _points(document: Any) -> dict[str, Decimal]:
    return {one["id"]: one["points"] for one in document["results"]}


def _verdicts(line: Any, counted: Any, fills: Fills) -> Iterator[str]:
    """What was typed comes back as it was typed, and counts as it says."""
    outcomes = {one["id"]: one for one in counted["results"]}
    stands = {found["message"].split("：")[0] for found in line["findings"] if found["code"] == _BY_TOWN}
    refused = " ".join(found["message"] for found in counted["findings"] if found["code"] == _BY_COUNTY)
    for one in line["verdicts"]:
        typed, result = fills[one["id"]], outcomes[one["id"]]
        counts = one["sound"] and one["id"] not in stands and one["id"] not in refused
        said = VERDICTS[one["verdict"]].zh if one["verdict"] else None
        if (said, one["date"]) != (typed.get("verdict"), typed.get("date")):
            yield f"{one['id']}: {one} was typed as {typed}"
        if counts and one["verdict"] == "rejected" and result["points"]:
            yield f"{one['id']} was not accepted, and has {result['points']}"
        if counts and one["verdict"] == "not-applicable" and result["outcome"] != "not_applicable":
            yield f"{one['id']} does not apply, and is {result['outcome']}"


def _touched(folder: Path, file: str, seen: Outcome) -> Iterator[str]:
    """What is otherwise in the form afterwards: only empty cells may be filled, and they look as they did."""
    place = folder / "verified" / Path(file).relative_to("forms")
    with zipfile.ZipFile(folder / file) as old, zipfile.ZipFile(place) as new:
        for name in old.namelist():
            then, now = old.read(name), new.read(name)
            if then == now or name in _LISTS:
                continue
            if not name.startswith("xl/worksheets/"):
                yield f"{name} is not what it was"
                continue
            before, after = _cells(then), _cells(now)
            seen.cells += len(before)
            for cell in before.keys() | after.keys():
                style, content = before.get(cell, (None, ""))
                if after.get(cell) != (style, content) and (content or after.get(cell, ("", ""))[0] != style):
                    yield f"{name}!{cell} was {before.get(cell)}, is {after.get(cell)}"


def _cells(sheet: bytes) -> dict[str, tuple[str | None, str]]:
    """The cells of a sheet: the number of the style, and what is in it; and everything else of the sheet as one."""
    root = ET.fromstring(sheet)  # noqa: S314 our own forms
    found: dict[str, tuple[str | None, str]] = {}
    for row in root.iter(f"{_MAIN}row"):
        for cell in [*row]:
            inside = b"".join(ET.tostring(each) for each in cell)
            found[cell.attrib["r"]] = (cell.get("s"), inside.decode())
            row.remove(cell)
    return found | {"the rest": (None, ET.tostring(root).decode())}
