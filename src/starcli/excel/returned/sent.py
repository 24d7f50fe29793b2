"""A form as it is sent out: what is written in it that is not for typing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from starcli.core.model import Framework
from starcli.core.scheme import Scheme
from starcli.core.text import FormLanguage
from starcli.excel.imprint import FORM_SHEETS, Role
from starcli.excel.layouts.form import normalised
from starcli.excel.opening.guard import Package
from starcli.excel.returned.written import Grid, written_sheets
from starcli.excel.writing.forms.stamp import Stamp

if TYPE_CHECKING:
    from starcli.excel.writing.forms.spots import Spot


@dataclass(frozen=True, slots=True)
class Sent:
    """The cells of each sheet that are not for typing, what each sheet is called, and the form's stamp.

    `said` are cells that may say one thing in several words: the kind and the profile that the formulas are made for.
    """

    sheets: Mapping[Role, Grid]
    names: Mapping[str, Role]
    stamp: Stamp
    said: Mapping[tuple[Role, int, int], tuple[str, ...]]


def sent_form(framework: Framework, kind: str, profile: str, language: FormLanguage) -> Sent:
    """The form of a kind and profile in a language. Raises `KeyError` for those that the framework does not have."""
    # Making one takes the library that writes, which is needed only where none is kept.
    from starcli.core.filling import Filling  # noqa: PLC0415
    from starcli.core.formulas.live import Moment  # noqa: PLC0415
    from starcli.core.scheme import resolve  # noqa: PLC0415
    from starcli.excel.writing.forms.form import FormMaker  # noqa: PLC0415

    maker = FormMaker(resolve(framework, kind, profile), language)
    sheets = written_sheets(Package(maker.content(Moment(maker.scheme, Filling()))))
    open_cells = {(spot.role, spot.row, spot.column) for spot, _ in maker.inputs}
    grids = {
        role: {place: cell for place, cell in sheet.cells.items() if (role, *place) not in open_cells}
        for role, sheet in zip(FORM_SHEETS, sheets, strict=True)
    }
    names = {sheet.name: role for role, sheet in zip(FORM_SHEETS, sheets, strict=True)}
    return Sent(grids, names, maker.stamp, _said(maker.scheme, maker.spots.known))


def _said(scheme: Scheme, spots: Mapping[tuple[str, str, str], "Spot"]) -> dict[tuple[Role, int, int], tuple[str, ...]]:
    """The words for the form's kind and profile; the usual profile may be left blank."""
    usual = scheme.framework.default_profile(scheme.kind.id) == scheme.profile
    found: dict[tuple[Role, int, int], tuple[str, ...]] = {}
    for key, each in (("kind", scheme.kind), ("profile", scheme.profile)):
        spot = spots["profile", key, "value"]
        blank = ("",) if usual and key == "profile" else ()
        words = (each.id, *each.name.wordings, *each.aliases)
        found[cast("Role", spot.role), spot.row, spot.column] = (*map(normalised, words), *blank)
    return found
