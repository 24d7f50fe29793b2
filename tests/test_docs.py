"""The documentation is executed or generated, so it cannot fall behind."""

import os
import re
import runpy
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from starcli.cli import app
from starcli.core.catalogue import CATALOGUE
from starcli.core.rules import BUILT_IN

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [README, *(path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").glob("*.md")))]
BLOCKS = [block for page in PAGES for block in re.findall(r"```console\n\$ (.*?)\n(.*?)```", page, re.DOTALL)]


@pytest.mark.parametrize(("command", "shown"), BLOCKS, ids=[command for command, _ in BLOCKS])
def test_a_console_block_shows_what_the_command_prints(command: str, shown: str, tmp_path: Path) -> None:
    """Every console block of the README and of the pages in docs/ is what a user sees at a terminal of 80 columns."""
    for folder in ("samples", "indicators"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    program, *arguments = shlex.split(command)
    assert program == "starcli"
    run = subprocess.run(
        [sys.executable, "-m", "starcli", *arguments],
        cwd=tmp_path,
        env={"COLUMNS": "80", "PYTHONUTF8": "1", "LANG": "C.UTF-8", "STARCLI_CACHE": os.environ["STARCLI_CACHE"]},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert _visible(run.stdout) == _visible(shown)


def _visible(text: str) -> list[str]:
    """Lines without the blanks at their ends, which a reader cannot see."""
    return [line.rstrip() for line in text.rstrip().splitlines()]


def test_the_pages_have_a_block_for_every_command() -> None:
    """Each command is shown at work."""
    shown = {command.split()[1] for command, _ in BLOCKS}
    commands = {command.name or command.callback.__name__ for command in app.registered_commands if command.callback}
    assert shown == commands


def test_every_link_between_pages_leads_somewhere() -> None:
    """A link names a file that is there and, behind the #, one of its headings."""
    broken = []
    for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))):
        for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
            if "://" in target:
                continue
            file, _, heading = target.partition("#")
            path = page.parent / file if file else page
            if not path.is_file() or (heading and heading not in _headings(path)):
                broken.append(f"{page.name}: {target}")
    assert broken == []


def _headings(page: Path) -> set[str]:
    """The headings of a page, as links name them."""
    lines = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", line.lower()).replace(" ", "-") for line in lines}


def test_the_setup_lines_are_those_of_the_makefile() -> None:
    """`make demo` and `make test` do what the README's two lines say."""
    makefile = (
        (ROOT / "Makefile").read_text(encoding="utf-8").replace("$(PYTHON)", "python3").replace("$(BIN)", ".venv/bin")
    )
    lines = re.findall(r"^python3 -m venv .*$", README, re.MULTILINE)
    assert len(lines) == 2
    assert [line for line in lines if line not in makefile] == []


def test_generated_pages_are_up_to_date() -> None:
    """docs/findings.md and indicators/schema.json are what the code generates: run `make docs`."""
    pages = runpy.run_path(str(ROOT / "docs" / "generate.py"))["pages"]()
    assert [path.name for path, content in pages.items() if path.read_text(encoding="utf-8") != content] == []


def test_contributing_names_every_rule_kind() -> None:
    """The next developer finds every rule kind explained."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert [kind.kind for kind in BUILT_IN if f"`{kind.kind}`" not in text] == []


def test_every_finding_is_raised_somewhere() -> None:
    """No finding stands in the catalogue that the code never makes."""
    code = "".join(
        file.read_text(encoding="utf-8") for file in (ROOT / "src").rglob("*.py") if "catalogue" not in file.parts
    )
    assert [name for name in CATALOGUE if f'"{name}"' not in code] == []
