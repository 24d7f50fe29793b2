"""Where the frameworks that come with starcli are: in the wheel, or in the checkout it was installed from."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_IN_WHEEL = _PACKAGE / "indicators"
_IN_CHECKOUT = _PACKAGE.parent.parent / "indicators"


def indicators_folder() -> Path:
    """The folder that holds one folder a framework."""
    return _IN_WHEEL if _IN_WHEEL.is_dir() else _IN_CHECKOUT


def framework_folder(name_or_path: str) -> Path | None:
    """The folder of a framework given by path or by the name of a bundled one; None when there is none."""
    given = Path(name_or_path)
    if (given / "framework.yaml").is_file():
        return given
    bundled = indicators_folder() / name_or_path
    plain_name = name_or_path not in ("", ".", "..") and Path(name_or_path).name == name_or_path
    return bundled if plain_name and (bundled / "framework.yaml").is_file() else None


def framework_names() -> tuple[str, ...]:
    """The names of the bundled frameworks."""
    return tuple(sorted(entry.parent.name for entry in indicators_folder().glob("*/framework.yaml")))
