"""What every part of the YAML's shape is made of: strict mappings, ids, and wordings in both languages."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$")]
FactId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")]
Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Scalar = str | int | float | bool


class Node(BaseModel):
    """The base of every mapping in the YAML."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class TextNode(Node):
    """A wording in both languages."""

    zh: Words
    en: Words


Texts = list[TextNode]
