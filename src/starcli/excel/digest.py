"""What tells one content of a file from another, however alike their size and date."""

import hashlib


def digest_of(content: bytes) -> str:
    """The SHA-256 of a content, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()
