"""What each step of rating one village costs, in one process: `python bench/steps.py build/city-3179`."""

import argparse
import gc
import pickle
import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from typing import TypeVar

from readers import workbooks

from starcli.core.packed import Packer
from starcli.core.rating import Rating, rate
from starcli.core.scrutiny import scrutinise
from starcli.core.standing import standing_of
from starcli.excel.digest import digest_of
from starcli.excel.opening.workbook import open_content, read_content
from starcli.excel.reading.reader import FormReader, read_opened
from starcli.options import load
from starcli.rater import Rater
from starcli.sources import Source

T = TypeVar("T")
_ROUNDS = 5


def least(step: Callable[[T], object], items: Sequence[T]) -> float:
    """The least CPU time of some rounds, in milliseconds an item."""
    best = float("inf")
    for _ in range(_ROUNDS):
        start = time.process_time()
        for item in items:
            step(item)
        best = min(best, time.process_time() - start)
    return best / len(items) * 1000


def main() -> None:
    """Print a line a step."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("city", type=Path)
    parser.add_argument("--units", type=int, default=240)
    given = parser.parse_args()
    framework = load("reference-47", None, "en")
    rater, reader, packer = Rater(framework, "self", whole=False), FormReader(framework), Packer(framework)
    sources = [Source(path, given.city) for path in islice(workbooks(given.city), given.units)]
    sources = [source for source in sources if rater.rate(source)[0].standing is not None]
    gc.freeze()
    gc.disable()
    contents = [read_content(source.path, source.name).value or b"" for source in sources]
    books = [open_content(content, "f.xlsx") for content in contents]
    forms = [form for book in books for read in read_opened(book, reader) if (form := read.value) is not None]
    ratings = [rate(rater.scheme(form.unit.kind, form.unit.profile), form) for form in forms]
    rated = [rater.rate(source) for source in sources]
    packed = [pickle.dumps(one, pickle.HIGHEST_PROTOCOL) for one in rated]
    for name, cost in (
        ("everything in the process that reads", least(rater.rate, sources)),
        ("read and digest the file", least(lambda s: digest_of(read_content(s.path, s.name).value or b""), sources)),
        ("open: unpack, guard, inspect, calamine", least(lambda c: open_content(c, "f.xlsx"), contents)),
        ("read: headings, rows, cells, cover", least(lambda b: read_opened(b, reader), books)),
        ("rate", least(lambda f: rate(rater.scheme(f.unit.kind, f.unit.profile), f), forms)),
        ("scrutinise, standing, pack", least(lambda r: _rest(r, packer), ratings)),
        ("send: pickle", least(lambda r: pickle.dumps(r, pickle.HIGHEST_PROTOCOL), rated)),
        ("receive: unpickle", least(pickle.loads, packed)),
    ):
        print(f"{cost:6.2f} ms  {name}")


def _rest(rating: Rating, packer: Packer) -> None:
    standing_of(rating, scrutinise(rating).value)
    packer.pack(rating.assessment, rating.basis)


if __name__ == "__main__":
    main()
