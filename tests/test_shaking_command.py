"""`starcli rank --shake` and `--swap` as people use them: on the sample district."""

from pathlib import Path

import openpyxl
import pytest
from sheets import cells
from test_cli import SAMPLES, document, starcli

DISTRICT = ("rank", str(SAMPLES / "district"), "--roster", str(SAMPLES / "district-roster.xlsx"), "--lang", "en")


def test_how_sure_the_places_are(tmp_path: Path) -> None:
    """How the weights were shaken, and how many keep their grade, in 80 columns; a page has everybody."""
    run = starcli(*DISTRICT, "--shake", "30%", "--draws", "60", "--seed", "5", "--out", "r.xlsx", cwd=tmp_path)
    words = " ".join(run.stdout.split())
    assert "moved by up to ±30%, the full total kept: 60 weight tables drawn (seed 5)" in words
    assert "Village: of 16 units," in words
    told = [line for line in run.stdout.splitlines() if not line.startswith(str(SAMPLES))]
    assert max(map(len, told)) <= 80
    book = openpyxl.load_workbook(tmp_path / "r.xlsx")
    rows = [row for row in book["Village, how sure"].iter_rows(values_only=True) if isinstance(row[0], int)]
    assert len(rows) == 16
    for row in rows:
        place, best, worst, kept = int(row[0]), int(row[5]), int(row[6]), row[7]
        interval = [int(end) for end in str(row[4]).split("–")]
        assert 1 <= best <= interval[0] <= interval[-1] <= worst <= 16
        assert best <= place <= worst
        assert isinstance(kept, int | float)
        assert 0 <= kept <= 1


def test_the_same_in_json(tmp_path: Path) -> None:
    """The last document holds how it was shaken and what became of every unit."""
    *_, shaken = document(
        *DISTRICT, "--shake", "10", "--draws", "20", "--swap", "石门村", "--swap", "青坞村", cwd=tmp_path
    )
    assert shaken["shaken"] == {"share": 0.1, "draws": 20, "seed": 1}
    assert len(shaken["units"]) == 25
    assert shaken["swap"]["totals"][0] > shaken["swap"]["totals"][1]
    assert sum(shift["points"] for shift in shaken["swap"]["shifts"]) == pytest.approx(shaken["swap"]["points_moved"])


def test_the_weights_that_swap_two_stand_in_a_table(tmp_path: Path) -> None:
    """Weight now and then of each indicator that moves; what some lose others gain."""
    run = starcli(*DISTRICT, "--swap", "石门村", "--swap", "青坞村", "--out", "out.xlsx", cwd=tmp_path)
    assert "Traceback" not in run.stderr
    rows = [row for row in cells(tmp_path / "out.xlsx", "What swaps two") if isinstance(row[4], int | float)]
    assert len(rows) > 1
    assert sum(row[4] for row in rows) == pytest.approx(0)
    assert all(row[2] + row[4] == pytest.approx(row[3]) for row in rows)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (["--shake", "much"], "not-a-share"),
        (["--shake", "100%"], "not-a-share"),
        (["--shake", "10%", "--draws", "0"], "draws-out-of-range"),
        (["--swap", "石门村"], "swap-needs-two"),
        (["--swap", "石门村", "--swap", "无此村"], "swap-unit-unclear"),
    ],
)
def test_what_cannot_be_carried_out_is_said(given: list[str], code: str, tmp_path: Path) -> None:
    """Nothing is written and the exit code is 2."""
    run = starcli(*DISTRICT, *given, "--out", "r.xlsx", cwd=tmp_path)
    assert run.returncode == 2
    assert code in run.stderr
    assert not (tmp_path / "r.xlsx").exists()


def test_units_of_two_kinds_are_not_swapped(tmp_path: Path) -> None:
    """Each kind has its own weight table."""
    *_, shaken = document(*DISTRICT, "--swap", "石门村", "--swap", "云溪社区", cwd=tmp_path)
    assert shaken["swap"]["points_moved"] is None
    assert shaken["shaken"] is None
