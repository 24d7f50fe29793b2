"""Frameworks that were checked before, and forms that were made: both take longer than rating a village.

A framework is kept under a digest of all its files and of the program that checked them, so that any change makes it
another one; a form under the framework's fingerprint as well. They lie in the user's own cache folder, or in the
folder that `STARCLI_CACHE` names; `off` keeps nothing. A folder that others may write to is not used, since what is
kept is a pickle. What is damaged or gone costs nothing but time.
"""

import hashlib
import os
import pickle
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import starcli
from starcli.core.findings import Read
from starcli.core.model import Framework, IndicatorEntry
from starcli.definitions import load_framework
from starcli.excel.returned.sent import Sent

_VARIABLE = "STARCLI_CACHE"
_MOST_KEPT = 32
_OTHERS_MAY_WRITE = 0o022
_OWN = "starcli."


def load_kept(folder: Path, weights: Path | None = None) -> Read[Framework | None]:
    """What `load_framework` gives for a folder and a weight table, with its findings."""
    home = _home()
    if home is None:
        return load_framework(folder, weights)
    kept = home / f"{_digest(folder, weights)}.pickle"
    known = _known(kept)
    if isinstance(known, Read) and isinstance(known.value, Framework):
        return known
    read = load_framework(folder, weights)
    if read.value is not None and is_built_in(read.value):
        _keep(kept, read)
    return read


def keep_form(framework: Framework, key: str, make: Callable[[], Sent]) -> Sent:
    """What `make` gives for a key, made once for a framework whose rules are all built in."""
    home = _home() if is_built_in(framework) else None
    if home is None:
        return make()
    digest = hashlib.sha256(f"{framework.id} {framework.fingerprint} {key}".encode())
    _digest_code(digest)
    kept = home / f"{digest.hexdigest()}.pickle"
    known = _known(kept)
    if isinstance(known, Sent):
        return known
    made = make()
    _keep(kept, made)
    return made


def is_built_in(framework: Framework) -> bool:
    """Whether all rules of a framework are built in: a plug-in may change without starcli knowing."""
    return all(_is_ours(entry) for entry in framework.entries.values())


def _home() -> Path | None:
    """The folder for what is kept; None when nothing may be."""
    named = os.environ.get(_VARIABLE, "")
    if named == "off":
        return None
    try:
        if named:
            home = Path(named)
        else:
            from platformdirs import user_cache_path  # noqa: PLC0415 only where no folder is named

            home = user_cache_path("starcli", appauthor=False)
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        state = home.stat()
    except (OSError, RuntimeError):
        return None
    private = os.name == "nt" or (state.st_uid == os.getuid() and not state.st_mode & _OTHERS_MAY_WRITE)
    return home if private else None


def _digest(folder: Path, weights: Path | None) -> str:
    """The digest of every file of a framework with its path, and of the program by version and by its files' ages."""
    digest = hashlib.sha256()
    _digest_code(digest)
    for file in (*sorted(folder.rglob("*.yaml")), *([weights] if weights else [])):
        try:
            content = file.read_bytes()
        except OSError:
            content = b""
        # Findings name the files by their paths.
        digest.update(f"{file} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def _digest_code(digest: "hashlib._Hash") -> None:
    """Add the program, by version and by its files' ages."""
    digest.update(f"{starcli.__version__} {sys.version}".encode())
    for file in _code():
        state = file.stat()
        digest.update(f"{file.name} {state.st_mtime_ns} {state.st_size}\n".encode())


def _code() -> Iterator[Path]:
    """The modules whose work is kept."""
    package = Path(starcli.__file__).parent
    for part in ("core", "definitions", "excel/writing", "excel/returned"):
        yield from sorted((package / part).rglob("*.py"))


def _known(kept: Path) -> object:
    """What is kept in a file; None where nothing is, or nothing that can be read."""
    try:
        return pickle.loads(kept.read_bytes())  # noqa: S301 from a folder that only this user may write to
    except Exception:  # noqa: BLE001 whatever is wrong with it, it can be made again
        return None


def _is_ours(entry: IndicatorEntry) -> bool:
    variants = (entry.common, *entry.by_kind.values(), *entry.by_profile.values())
    return all(type(v.rule).__module__.startswith(_OWN) for v in variants if v.rule is not None)


def _keep(kept: Path, made: object) -> None:
    """Put something in place in one step; the oldest give way."""
    temporary = kept.with_suffix(f".{os.getpid()}")
    try:
        temporary.write_bytes(pickle.dumps(made, pickle.HIGHEST_PROTOCOL))
        temporary.replace(kept)
        by_age = sorted(kept.parent.glob("*.pickle"), key=lambda file: file.stat().st_mtime_ns)
        for file in by_age[:-_MOST_KEPT]:
            file.unlink()
    except OSError:
        temporary.unlink(missing_ok=True)
