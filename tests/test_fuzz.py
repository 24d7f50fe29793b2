"""Spoiled workbooks against the real program: a sample of what `make fuzz` runs, and that the fuzzer sees faults."""

import subprocess
import sys
from pathlib import Path

import pytest
from mutate import WAYS, mutant, mutations, sound
from run import Fuzz

FUZZ = Path(__file__).parent / "fuzz"

# A program that rates every file of a folder, whatever it is.
OBLIGING = """
import json, pathlib, sys
files = sorted(pathlib.Path(sys.argv[2]).iterdir(), reverse=True)
documents = [{"file": str(file), "total": 1, "findings": []} for file in files]
if len(files) > 1:
    %s
if sys.argv[1] == "rank":
    print(json.dumps(documents))
"""


def test_no_mutant_harms_the_run(tmp_path: Path) -> None:
    """A mutant of each of sixty ways to spoil a file is rated or named, and its healthy neighbour is as it was."""
    command: list[str | Path] = [sys.executable, FUZZ / "run.py", "--count", "60", "--each", "30", "--keep", tmp_path]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert (run.returncode, run.stderr) == (0, ""), run.stdout
    assert run.stdout.splitlines()[-1].startswith("60 mutants of seed 1: ")
    assert run.stdout.endswith("; no faults\n")


@pytest.mark.parametrize(
    ("misdeed", "faults"),
    [
        ("pass", {}),
        ("sys.exit(3)", {"rank-crash": 2, "check-crash": 2}),
        ("print('Traceback', file=sys.stderr)", {"rank-traceback": 2, "check-traceback": 2}),
        ("documents.pop()", {"not-named": 2}),
        ("documents[0]['total'] = 2", {"neighbour-differs": 2}),
        ("documents[-1] |= {'total': None, 'findings': [{'code': 'c'}]}", {"check-not-named": 2}),
        ("documents[-1]['findings'] = [{'code': 'reading-fault', 'message': 'm'}]", {"program-fault": 2}),
        ("pathlib.Path('home/kept').touch()", {"files": 2}),
        ("files[-1].write_text('changed')", {"files": 2}),
        ("print(pathlib.Path('canary.txt').read_text(), file=sys.stderr)", {"rank-leak": 2, "check-leak": 2}),
        ("much = bytearray(700_000_000)", {"rank-much-memory": 2, "check-much-memory": 2}),
        ("documents = 'none'", {"no-documents": 2}),
    ],
)
def test_a_misdeed_of_the_program_is_seen(misdeed: str, faults: dict[str, int], tmp_path: Path) -> None:
    """Whatever the program must not do to a folder of mutants is counted, and the mutants that show it are kept."""
    if "rank-much-memory" in faults and sys.platform != "linux":
        pytest.skip("memory is watched on Linux only")
    program = tmp_path / "program.py"
    program.write_text(OBLIGING % misdeed, encoding="utf-8")
    fuzz = Fuzz(tmp_path / "keep", seconds=60, program=[sys.executable, str(program)])
    fuzz.folder([("000000.xlsx", b"one"), ("000001.xlsx", b"other")])
    assert dict(fuzz.tally.faults) == faults
    kept = sorted(file.name for file in tmp_path.rglob("*.xlsx"))
    assert kept == (["000000.xlsx", "000001.xlsx"] if faults else [])


def test_a_mutant_can_be_made_again() -> None:
    """Seed and number alone decide a mutant: its name and its bytes."""
    assert list(mutations(7, 2, first=40)) == [mutant(7, 40), mutant(7, 41)]
    assert mutant(7, 3) != mutant(8, 3)


@pytest.mark.parametrize("number", range(len(WAYS)), ids=[f"{level}-{name}" for level, _, name, _ in WAYS])
def test_every_way_spoils(number: int) -> None:
    """Each way gives another file than the one it starts from, for some seed among a few."""
    assert any(mutant(seed, number)[1] != sound(seed, number) for seed in range(6))
