"""Who may import whom, and what may stand where: read from the source with `ast`."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

import starcli

SOURCE = Path(starcli.__file__).parent
MODULES = {path.relative_to(SOURCE).as_posix(): path for path in sorted(SOURCE.rglob("*.py"))}
MOST_LINES = 330

WORDS = re.compile(
    r"\b(?:five|four|three|two|one)-star|\bvillage|\bcommunit(?:y|ies)|(?<![0-9A-Za-z])47(?![0-9A-Za-z])|五星"
)
"""What only a framework knows: ids of grades and kinds, the number of indicators, a grade's name."""

ALLOWED = {
    # A call without --framework or --target means the bundled reference and its best grade.
    ("cli_options.py", "reference-47"),
    ("cli_options.py", "five-star"),
    # The advice for a framework that is not found shows what a path looks like.
    ("core/catalogue/running.py", "请写指标体系文件夹的路径，如 indicators/reference-47"),
    ("core/catalogue/running.py", "give the path of a framework's folder, such as indicators/reference-47"),
}

HEAVY = ("pandas", "numpy", "openpyxl", "xlsxwriter", "python_calamine", "pydantic", "docx", "highspy")


def _tree(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text(encoding="utf-8"))


def _below(folder: str) -> list[str]:
    """The modules of a package."""
    return [module for module in MODULES if module.startswith(f"{folder}/")]


def _imports(module: str) -> Iterator[str]:
    """The full name of everything that a module imports, wherever in the module it does."""
    for node in ast.walk(_tree(module)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{'.' * node.level}{node.module or ''}.{alias.name}" for alias in node.names)


def _within(name: str, packages: Iterable[str]) -> bool:
    """Whether a name is one of the packages or stands in one."""
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def _texts(module: str) -> Iterator[str]:
    """Every text literal of a module that is no docstring, no remark and no help text."""
    tree = _tree(module)
    spoken = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    helps = [node.value for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg == "help"]
    spoken |= {id(part) for help_ in helps for part in ast.walk(help_)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in spoken:
            yield node.value


def _loaded_after(statement: str) -> set[str]:
    """The top-level packages that a new interpreter has loaded after a statement."""
    code = f"{statement}\nimport sys\nprint(*{{name.split('.')[0] for name in sys.modules}})"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(run.stdout.split())


def test_the_source_is_found() -> None:
    """The tests below look at the package, not at an empty folder."""
    assert {"cli.py", "core/rules.py", "definitions/loader.py", "excel/reading/reader.py"} <= MODULES.keys()


@pytest.mark.parametrize("module", _below("core"))
def test_the_core_imports_only_itself(module: str) -> None:
    """The core knows the standard library, pydantic and itself."""
    known = (*sys.stdlib_module_names, "pydantic", "starcli.core")
    assert [name for name in _imports(module) if not _within(name, known)] == []


@pytest.mark.parametrize("module", _below("core"))
def test_the_core_counts_in_decimals(module: str) -> None:
    """No binary fraction and no banker's rounding in the core."""
    found = [
        (node.lineno, ast.unparse(node))
        for node in ast.walk(_tree(module))
        if (isinstance(node, ast.Name) and node.id in ("float", "round"))
        or (isinstance(node, ast.Constant) and isinstance(node.value, float | complex))
    ]
    assert found == []


@pytest.mark.parametrize("module", _below("core"))
def test_the_core_touches_nothing_outside(module: str) -> None:
    """No file, clock, chance, network or terminal in the core."""
    outside = (
        "os",
        "io",
        "sys",
        "pathlib",
        "time",
        "datetime.datetime",
        "random",
        "secrets",
        "subprocess",
        "socket",
        "logging",
    )
    called = [node.func for node in ast.walk(_tree(module)) if isinstance(node, ast.Call)]
    calls = {func.id for func in called if isinstance(func, ast.Name)} & {"open", "print", "input"}
    calls |= {func.attr for func in called if isinstance(func, ast.Attribute)} & {"today", "now"}
    assert ([name for name in _imports(module) if _within(name, outside)], calls) == ([], set())


@pytest.mark.parametrize("module", _below("definitions"))
def test_definitions_know_neither_workbooks_nor_the_terminal(module: str) -> None:
    """Reading YAML takes the core, and neither Excel nor the command line."""
    known = (*sys.stdlib_module_names, "pydantic", "yaml", "starcli.core", "starcli.definitions", "starcli.bundled")
    assert [name for name in _imports(module) if not _within(name, known)] == []


@pytest.mark.parametrize("module", _below("excel"))
def test_workbooks_know_neither_yaml_nor_the_terminal(module: str) -> None:
    """Reading and writing workbooks takes the core, and neither definitions nor the command line."""
    libraries = ("openpyxl", "python_calamine", "xlsxwriter")
    known = (*sys.stdlib_module_names, *libraries, "starcli.core", "starcli.excel", "starcli.__version__")
    assert [name for name in _imports(module) if not _within(name, known)] == []


@pytest.mark.parametrize("module", _below("numeric"))
def test_number_work_takes_the_core(module: str) -> None:
    """What needs a solver or numbers by the million knows the core, and neither files nor the terminal."""
    known = (*sys.stdlib_module_names, "highspy", "numpy", "starcli.core", "starcli.numeric")
    assert [name for name in _imports(module) if not _within(name, known)] == []


@pytest.mark.parametrize("module", _below("paper"))
def test_papers_know_neither_yaml_nor_the_terminal(module: str) -> None:
    """Writing Word papers takes the core and what workbooks say, and neither definitions nor the command line."""
    known = (*sys.stdlib_module_names, "docx", "starcli.core", "starcli.excel", "starcli.paper", "starcli.__version__")
    assert [name for name in _imports(module) if not _within(name, known)] == []


@pytest.mark.parametrize("module", _below("board"))
def test_the_board_takes_what_was_read(module: str) -> None:
    """A page, its server and the watching of a folder know the core; what reads forms stands in one module."""
    reading = ("starcli.batch", "starcli.sources") if module == "board/live.py" else ()
    own = ("starcli.core", "starcli.board", "starcli.excel.imprint", "starcli.__version__", *reading)
    assert [name for name in _imports(module) if not _within(name, (*sys.stdlib_module_names, *own))] == []


STEPS = {
    "opening": ("opening", "imprint"),
    "reading": ("opening", "reading", "layouts", "result_sheets"),
    "writing": ("writing", "imprint", "layouts", "result_sheets"),
    "returned": ("opening", "writing", "returned", "imprint", "layouts"),
    "grafting": ("opening", "writing", "grafting", "imprint", "digest"),
}
"""What each part of the work on workbooks may know of the others."""


@pytest.mark.parametrize(("step", "module"), [(step, module) for step in STEPS for module in _below(f"excel/{step}")])
def test_the_steps_of_the_work_on_workbooks(step: str, module: str) -> None:
    """Opening knows no forms, reading writes nothing, writing reads nothing; only grafting opens and writes."""
    known = tuple(f"starcli.excel.{part}" for part in STEPS[step])
    assert [name for name in _imports(module) if _within(name, ["starcli.excel"]) and not _within(name, known)] == []


@pytest.mark.parametrize("module", MODULES)
def test_imports_are_absolute(module: str) -> None:
    """Every import names its module in full, so that the tests above see it."""
    assert [name for name in _imports(module) if name.startswith(".")] == []


def test_nothing_in_the_source_knows_the_reference() -> None:
    """Grades, kinds and the number of indicators stand in YAML; the few exceptions are those that are listed."""
    found = {(module, text) for module in MODULES for text in _texts(module) if WORDS.search(text)}
    assert found == ALLOWED


@pytest.mark.parametrize("module", MODULES)
def test_a_module_is_small(module: str) -> None:
    """A module that grows past the limit has a second idea in it."""
    assert len(MODULES[module].read_text(encoding="utf-8").splitlines()) < MOST_LINES


@pytest.mark.parametrize("package", [*HEAVY, "typer", "rich", "yaml"])
def test_importing_the_package_loads_nothing(package: str, after_package: set[str]) -> None:
    """`import starcli` is free."""
    assert package not in after_package


@pytest.mark.parametrize("package", HEAVY)
def test_importing_the_commands_loads_nothing_heavy(package: str, after_commands: set[str]) -> None:
    """`starcli --version` and a mistyped option answer before any table or model is loaded."""
    assert package not in after_commands


@pytest.fixture(scope="module")
def after_package() -> set[str]:
    """What is loaded after the package."""
    return _loaded_after("import starcli")


@pytest.fixture(scope="module")
def after_commands() -> set[str]:
    """What is loaded after the commands."""
    return _loaded_after("import starcli.cli")
