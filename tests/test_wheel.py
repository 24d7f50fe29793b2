"""The package as it is installed: the wheel carries the frameworks and rates a sample far from the checkout."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from starcli import __version__, bundled

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel that this checkout builds."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", folder, ROOT]
    subprocess.run([str(part) for part in command], check=True, capture_output=True)
    return next(folder.glob("starcli-*.whl"))


def test_the_wheel_holds_the_bundled_framework(wheel: Path) -> None:
    """Every file below indicators/ is in the wheel, and nothing of the tests."""
    names = zipfile.ZipFile(wheel).namelist()
    here = ROOT / "indicators"
    wanted = {f"starcli/indicators/{file.relative_to(here).as_posix()}" for file in here.rglob("*") if file.is_file()}
    assert wanted <= set(names)
    assert not [name for name in names if name.startswith("tests/") or Path(name).name.startswith("test_")]


def test_the_wheel_holds_what_the_board_is_made_of(wheel: Path) -> None:
    """Template, style and script are files of the package."""
    here = ROOT / "src" / "starcli" / "board" / "assets"
    wanted = {f"starcli/board/assets/{file.relative_to(here).as_posix()}" for file in here.rglob("*") if file.is_file()}
    assert wanted <= set(zipfile.ZipFile(wheel).namelist())
    assert {Path(name).suffix for name in wanted} == {".html", ".css", ".js"}


def test_an_installed_wheel_scores_a_sample(wheel: Path, tmp_path: Path) -> None:
    """In a new environment outside the checkout the program finds its framework and rates a village."""
    environment = tmp_path / "venv"
    venv.create(environment, with_pip=True, symlinks=os.name != "nt")
    python = environment / ("Scripts" if os.name == "nt" else "bin") / "python"
    install = [str(python), "-m", "pip", "install", "-q", "--no-deps", "--no-index", str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    # The libraries are those of this environment: what is tested is the wheel, not the registry.
    libraries = Path(sysconfig.get_paths()["purelib"])
    site = subprocess.run(
        [str(python), "-c", "import sysconfig; print(sysconfig.get_paths()['purelib'])"],
        check=True,
        capture_output=True,
        encoding="utf-8",
    ).stdout.strip()
    _link_libraries(libraries, Path(site))
    sample = ROOT / "samples" / "hujiaping.xlsx"
    run = subprocess.run(
        [str(python), "-I", "-m", "starcli", "score", str(sample), "--json"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    assert json.loads(run.stdout)["total"] == 95.04
    where = subprocess.run(
        [str(python), "-I", "-c", "import starcli.bundled as b; print(b.indicators_folder())"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        encoding="utf-8",
    ).stdout.strip()
    assert Path(where) == Path(site) / "starcli" / "indicators"


def _link_libraries(libraries: Path, site: Path) -> None:
    """Make installed libraries visible in another environment, all but starcli itself."""
    for entry in libraries.iterdir():
        skipped = entry.name.startswith(("starcli", "_starcli", "pip", "setuptools", "_editable", "__editable__"))
        target = site / entry.name
        if not skipped and entry.suffix != ".pth" and not target.exists():
            target.symlink_to(entry)


def test_the_checkout_finds_its_framework() -> None:
    """An editable install reads indicators/ of the checkout."""
    assert bundled.framework_names() == ("reference-47",)
    assert bundled.indicators_folder() == ROOT / "indicators"


def test_the_version_is_one() -> None:
    """The version that the program prints is the package's."""
    run = subprocess.run(
        [sys.executable, "-m", "starcli", "--version"], capture_output=True, encoding="utf-8", check=True
    )
    assert run.stdout == f"starcli {__version__}\n"
