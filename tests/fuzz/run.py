"""Spoiled workbooks against the real program: `python tests/fuzz/run.py --count 2000 --seed 1`.

Mutants stand in a folder together with one healthy neighbour, and `starcli rank FOLDER --json` and `starcli check
FOLDER` run on it. Whatever a mutant holds, the program ends with 0, 1 or 2 and without a traceback, rates it or names
it in a finding, gives the neighbour the document that it has alone, takes little memory, changes no file and writes
nothing. A folder that shows otherwise is looked at mutant by mutant; each culprit is kept, and can be made again with
`--seed S --first N --count 1`. The last line has the totals; the exit code is 1 when there was a fault.
"""

import argparse
import json
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mutate import healthy, mutations
from watched import Ended, watched

Mutants = Sequence[tuple[str, bytes]]
Fault = tuple[str, str]
"""The kind of a fault, and its details."""

HEALTHY = "渔浦村自评表.xlsx"
COMMANDS = (("rank", "forms", "--json"), ("check", "forms", "--lang", "en"))
MEGABYTE = 1_000_000
_STOP_AT = 3_000 * MEGABYTE
_MOST = (512 + 32) * 2**20
"""What a process may hold beyond what it holds for the healthy workbook: a file's share, and a little."""
_ENDINGS = (0, 1, 2)
_CANARY = "a canary that no output sings of"
_PREFIX = 6
_INHERITED = ("PATH", "PYTHONPATH", "SYSTEMROOT")


@dataclass(slots=True)
class Tally:
    """What was seen over all folders."""

    codes: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    mutants: int = 0
    rated: int = 0
    named: int = 0
    most: int = 0


class Fuzz:
    """Runs the commands on folders of mutants and judges what they do."""

    def __init__(self, keep: Path, seconds: int, program: Sequence[str]) -> None:
        self.keep = keep
        self.seconds = seconds
        self.program = program
        self.tally = Tally()
        self.base, self.alone = 0, ""
        ends, _ = self._run(())
        documents = _documents(ends[0])
        if documents is None:
            raise SystemExit(f"the healthy workbook alone is not rated: {ends[0]}")
        self.base, self.alone = max(end.largest for end in ends), _of_neighbour(documents)

    def folder(self, mutants: Mutants) -> None:
        """Judge some mutants: together, and one by one where together they show a fault."""
        ends, faults = self._run(mutants)
        self.tally.mutants += len(mutants)
        self._count(ends[0])
        if not faults:
            return
        culprits = 0
        for one in mutants if len(mutants) > 1 else ():
            _, own = self._run([one])
            culprits += bool(own)
            self._report([one], own)
        if not culprits:
            self._report(mutants, faults)

    def _report(self, mutants: Mutants, faults: Sequence[Fault]) -> None:
        """Print and keep what shows a fault."""
        for kind, details in faults:
            self.tally.faults[kind] += 1
            print(f"{' '.join(_printable(name) for name, _ in mutants)}: {kind}: {details}", flush=True)
        if faults:
            self.keep.mkdir(parents=True, exist_ok=True)
            for name, content in mutants:
                (self.keep / name).write_bytes(content)

    def _run(self, mutants: Mutants) -> tuple[list[Ended], list[Fault]]:
        """How each command ends on a folder of mutants and a healthy workbook, and what is wrong with that."""
        with tempfile.TemporaryDirectory(prefix="starcli-fuzz-") as place:
            root = Path(place)
            for name in ("forms", "home", "tmp"):
                (root / name).mkdir()
            (root / "forms" / HEALTHY).write_bytes(healthy())
            (root / "canary.txt").write_text(_CANARY, encoding="utf-8")
            for name, content in mutants:
                (root / "forms" / name).write_bytes(content)
            before = _snapshot(root)
            ends = [self._start(command, root) for command in COMMANDS]
            changed = sorted(_snapshot(root) ^ before)
        faults = [fault for command, end in zip(COMMANDS, ends, strict=True) for fault in self._ending(command[0], end)]
        faults += (
            [("files", f"changed or written: {', '.join(_printable(name) for name, _ in changed)}")] if changed else []
        )
        faults += self._judged(mutants, ends)
        return ends, faults

    def _start(self, command: Sequence[str], root: Path) -> Ended:
        environment = {name: os.environ[name] for name in _INHERITED if name in os.environ} | {
            "HOME": str(root / "home"), "TMPDIR": str(root / "tmp"), "LANG": "C.UTF-8",
            "PYTHONDONTWRITEBYTECODE": "1", "STARCLI_CACHE": "off",
        }  # fmt: skip
        return watched([*self.program, *command], root, environment, self.seconds, _STOP_AT)

    def _ending(self, command: str, end: Ended) -> Iterator[Fault]:
        """What is wrong with how a command ended, whatever it said."""
        self.tally.most = max(self.tally.most, end.memory)
        if end.stopped:
            yield f"{command}-{end.stopped}", f"stopped at {end.memory // MEGABYTE} MB"
        elif end.code not in _ENDINGS:
            yield f"{command}-crash", f"exit code {end.code}: {end.err.strip()[-300:]}"
        if "Traceback" in end.err:
            yield f"{command}-traceback", end.err.strip()[-300:]
        if self.base and end.largest > _MOST + self.base and not end.stopped:
            yield f"{command}-much-memory", f"{end.largest // MEGABYTE} MB in one process"
        if _CANARY in end.out + end.err or "root:x:0" in end.out + end.err:
            yield f"{command}-leak", "the content of a file that an entity names was printed"

    def _judged(self, mutants: Mutants, ends: Sequence[Ended]) -> Iterator[Fault]:
        """Whether the neighbour is as it is alone, and each mutant is rated or named."""
        documents = _documents(ends[0])
        if documents is None:
            if ends[0].code in _ENDINGS:
                yield "no-documents", ends[0].out[:200] + ends[0].err[:200]
            return
        if self.alone and _of_neighbour(documents) != self.alone:
            yield "neighbour-differs", _of_neighbour(documents)[:200]
        for document in documents:
            # An exception that nobody expected is caught and told, and still to be mended.
            for found in document["findings"]:
                if found["code"] == "reading-fault":
                    yield "program-fault", f"{_printable(_file(document))}: {found['message']}"
        named = {_file(d)[:_PREFIX]: d["total"] is None for d in documents if d["total"] is not None or d["findings"]}
        for number in (name[:_PREFIX] for name, _ in mutants):
            if number not in named:
                yield "not-named", number
            elif named[number] and number not in ends[1].out and not ends[1].stopped:
                yield "check-not-named", number

    def _count(self, end: Ended) -> None:
        for document in _documents(end) or []:
            if _file(document) == HEALTHY:
                continue
            self.tally.rated += document["total"] is not None
            self.tally.named += document["total"] is None
            self.tally.codes.update(found["code"] for found in document["findings"])


def _documents(end: Ended) -> list[dict[str, Any]] | None:
    """The documents that a command printed; None when it printed none."""
    try:
        printed = json.loads(end.out)
    except ValueError:
        return None
    return [printed] if isinstance(printed, dict) else printed if isinstance(printed, list) else None


def _of_neighbour(documents: Sequence[dict[str, Any]]) -> str:
    """The neighbour's documents without its place, which others share in."""
    own = [{k: v for k, v in d.items() if k != "place"} for d in documents if _file(d) == HEALTHY]
    return json.dumps(own, ensure_ascii=False, sort_keys=True)


def _file(document: dict[str, Any]) -> str:
    """The file in the folder that a document is about: the archive, for a workbook in one."""
    return str(document["file"]).split("/")[1]


def _snapshot(root: Path) -> set[tuple[str, bytes]]:
    """Every file and folder below a folder, with its content."""
    return {(str(path), path.read_bytes() if path.is_file() else b"") for path in root.rglob("*")}


def _printable(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode().replace("\n", "\\n").replace("\x1b", "\\x1b")


def main() -> None:
    """Run as the command line says; the exit code is 1 when there was a fault."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--count", type=int, default=2000, help="how many mutants")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other mutants")
    parser.add_argument("--first", type=int, default=0, help="the number of the first mutant")
    parser.add_argument("--each", type=int, default=25, help="how many mutants stand in one folder")
    parser.add_argument("--seconds", type=int, default=120, help="after how long a command is stopped")
    parser.add_argument("--keep", type=Path, default=Path("fuzz-faults"), help="where culprits are kept")
    parser.add_argument("--program", nargs="+", default=[sys.executable, "-m", "starcli"], help="what is run")
    given = parser.parse_args()
    fuzz = Fuzz(given.keep / f"seed-{given.seed}", given.seconds, given.program)
    for first in range(given.first, given.first + given.count, given.each):
        count = min(given.each, given.first + given.count - first)
        fuzz.folder(list(mutations(given.seed, count, first)))
    tally = fuzz.tally
    for code, count in sorted(tally.codes.items()):
        print(f"{count:7d}  {code}")
    faults = ", ".join(f"{count} {kind}" for kind, count in sorted(tally.faults.items())) or "no faults"
    print(
        f"{tally.mutants} mutants of seed {given.seed}: {tally.rated} units rated, {tally.named} named; "
        f"most memory {tally.most // MEGABYTE} MB (alone {fuzz.base // MEGABYTE} MB); {faults}"
    )
    sys.exit(bool(tally.faults))


if __name__ == "__main__":
    main()
