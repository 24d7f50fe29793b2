"""Who is named for a post of a grid: one person, several, somebody without a name, or nobody.

A ledger that was read holds cleaned texts: empty for nobody, names with `BETWEEN` between them, `NAMELESS` where it
only says that there is somebody.
"""

from starcli.core.roster import squeezed

NAMELESS = "√"
BETWEEN = "、"


def people_in(text: str) -> tuple[str, ...]:
    """The people whom a text names, as their names are compared; none for nobody, and for somebody without a name."""
    parts = (squeezed(part) for part in text.split(BETWEEN))
    return tuple(dict.fromkeys(part for part in parts if part and part != NAMELESS))
