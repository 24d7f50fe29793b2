"""The benchmark runs and counts what it should; how long anything takes is no matter of a test."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

BENCH = Path(__file__).parent.parent / "bench"
UNITS = 12


def bench(script: str, *arguments: str | Path) -> str:
    """What a script of the benchmark printed."""
    command: list[str | Path] = [sys.executable, BENCH / script, *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The record of one round on a city of twelve."""
    cities = tmp_path_factory.mktemp("cities")
    printed = bench("rank.py", "--units", str(UNITS), "--large", str(UNITS + 8), "--repeat", "1", "--cities", cities)
    return json.loads(printed.splitlines()[-1])


def test_every_reader_sees_the_same_workbooks(measured: Any) -> None:
    """The floor, python-calamine, starcli and openpyxl are compared on the same city."""
    seen = {name: measured["runs"][name]["workbooks"] for name in ("floor", "calamine", "starcli", "openpyxl")}
    assert set(seen.values()) == {UNITS}
    assert measured["runs"]["large"]["workbooks"] == UNITS + 8


def test_every_figure_is_there(measured: Any) -> None:
    """Wall time, CPU time and memory of each run, and each ratio that has a target."""
    assert all(run["wall"] > 0 and run["cpu"] > 0 for run in measured["runs"].values())
    if sys.platform == "linux":
        assert all(run["peak_mb"] > 0 for run in measured["runs"].values() if "workbooks" in run)
    ratios = measured["ratios"]
    wanted = {"wall_to_openpyxl", "cpu_to_floor", "score_to_pass", "peak_mb_starcli", "peak_mb_large", "growth"}
    assert wanted <= ratios.keys()
    assert all(ratio["median"] > 0 for ratio in ratios.values())


def test_the_same_seed_gives_the_same_city(tmp_path: Path) -> None:
    """Names, figures and mistakes come from the seed alone, byte for byte."""
    one, again, other = (_city(tmp_path / name, seed) for name, seed in (("one", 1), ("again", 1), ("other", 2)))
    assert one == again
    assert one != other


def _city(folder: Path, seed: int) -> dict[str, str]:
    """Every workbook of a new city by its place in it, as a digest."""
    bench("make_city.py", folder, "--units", str(UNITS), "--seed", str(seed))
    found = {path.relative_to(folder): path for path in folder.rglob("*.xlsx")}
    assert len(found) == UNITS
    return {str(place): hashlib.sha256(path.read_bytes()).hexdigest() for place, path in found.items()}


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    """A city never takes the place of files that the benchmark did not make."""
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(subprocess.CalledProcessError):
        bench("make_city.py", tmp_path, "--units", str(UNITS))
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


@pytest.fixture(scope="module")
def seasons(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three seasons of twelve units."""
    folder = tmp_path_factory.mktemp("seasons")
    bench("make_seasons.py", folder, "--units", str(UNITS))
    return folder


def test_every_command_of_a_district_is_measured(seasons: Path) -> None:
    """Each of them runs on three seasons and writes what it was asked for."""
    printed = bench("district.py", "--units", str(UNITS), "--seasons", seasons)
    costs = json.loads(printed.splitlines()[-1])["commands"]
    shaken_and_fixed = {"rank --shake", "pool --fixes 3"}
    wanted = {"rank", "pool", "portrait", "race", "challenge", "projects", "board", "audit", "grids"} | shaken_and_fixed
    assert wanted <= costs.keys()
    assert all(cost["wall"] > 0 and cost["cpu"] > 0 and cost["runs"] == 1 for cost in costs.values())


def test_seasons_differ_in_their_figures_and_not_in_their_units(seasons: Path) -> None:
    """The same units hand in every season, but for those that are silent; and some of their figures change."""
    first, second = (
        {path.relative_to(seasons / season): path.read_bytes() for path in (seasons / season).rglob("*.xlsx")}
        for season in ("2022Q1", "2022Q2")
    )
    both = first.keys() & second.keys()
    assert len(both) >= UNITS - 2
    assert any(first[name] != second[name] for name in both)
