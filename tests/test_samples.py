"""The samples are what their script makes, so that what is shown with them is what the program does."""

import zipfile
from pathlib import Path

import make_samples
import pytest

SAMPLES = Path(__file__).parent.parent / "samples"
BROKEN_OFF = "白石村自评表.xlsx"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples as the script makes them now."""
    folder = tmp_path_factory.mktemp("samples")
    make_samples.main(folder)
    return folder


def contents(folder: Path) -> dict[str, dict[str, bytes]]:
    """Every part of each workbook below a folder; how a part is compressed differs from system to system."""
    found: dict[str, dict[str, bytes]] = {}
    for path in sorted(folder.rglob("*.xlsx")):
        found[str(path.relative_to(folder))] = {} if path.name == BROKEN_OFF else parts(path)
    return found


def parts(path: Path) -> dict[str, bytes]:
    """The parts of a workbook by their names."""
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_the_samples_are_those_that_the_script_makes(made: Path) -> None:
    """Whoever changes the form, the framework or the figures runs `make samples` as well."""
    now, then = contents(made), contents(SAMPLES)
    assert list(now) == list(then)
    assert [name for name in now if now[name] != then[name]] == []


def test_the_broken_off_sample_is_no_package(made: Path) -> None:
    """One form is cut off, as it is when somebody stops a download."""
    broken = [*made.rglob(BROKEN_OFF), *SAMPLES.rglob(BROKEN_OFF)]
    assert [zipfile.is_zipfile(path) for path in broken] == [False, False]
