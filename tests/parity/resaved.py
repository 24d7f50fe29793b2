"""Forms that LibreOffice has opened and saved again, as they are read when they come back."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from libreoffice import Office

from parity.compare import TOGETHER, Difference, Form, Outcome
from parity.returned import differences_on_return, figures_of

_KIND = "xlsx:Calc MS Excel 2007 XML"


def resaved(forms: Sequence[Form], office: Office) -> Outcome:
    """The rating of each form after it was saved by LibreOffice, held against the rating of what was typed."""
    outcome = Outcome(forms=len(forms))
    for start in range(0, len(forms), TOGETHER):
        some = forms[start : start + TOGETHER]
        with tempfile.TemporaryDirectory(prefix="starcli-parity-") as folder:
            books = [Path(folder, f"{number}.xlsx") for number, _ in enumerate(some)]
            for book, form in zip(books, some, strict=True):
                book.write_bytes(form.content())
            office.convert(books, _KIND, Path(folder, "out"))
            for book, form in zip(books, some, strict=True):
                figures, differing = differences_on_return(
                    Path(folder, "out", book.name).read_bytes(), form.now, dict(figures_of(form.now.rating))
                )
                outcome.returned += 1
                outcome.figures += figures
                outcome.differences += [Difference(form.name, "saved again", *each, "") for each in differing]
    return outcome
