"""Make the generated pages again: docs/findings.md and indicators/schema.json.

Run it from the checkout: `python docs/generate.py`. A test holds the pages against the code.
"""

from pathlib import Path

from starcli.core.catalogue import CATALOGUE, Entry
from starcli.core.findings import SEVERITIES
from starcli.definitions.json_schema import json_schema

ROOT = Path(__file__).parent.parent
HEAD = """# Findings 问题代码

What starcli says when something is wrong or worth knowing. Generated from the code by `make docs`.

An **error** makes the exit code 1; a **warning** does so with `--strict`; a **note** tells what was interpreted.
"""
NAMES = {"error": "Errors 错误", "warning": "Warnings 警告", "note": "Notes 提示"}


def findings_page() -> str:
    """The page of all findings, the gravest first."""
    parts = [HEAD]
    for severity in SEVERITIES:
        entries = sorted((e for e in CATALOGUE.values() if e.severity == severity), key=lambda entry: entry.code)
        parts.append(f"\n## {NAMES[severity]}\n\n| code | what | what to do |\n|---|---|---|\n")
        parts += [_row(entry) for entry in entries]
    return "".join(parts)


def _row(entry: Entry) -> str:
    def both(zh: str, en: str) -> str:
        return f"{zh}<br>{en}".replace("{{", "{").replace("}}", "}").replace("|", "\\|")

    what = both(entry.message.zh, entry.message.en)
    return f"| `{entry.code}` | {what} | {both(entry.advice.zh, entry.advice.en)} |\n"


def pages() -> dict[Path, str]:
    """Every generated file and its content."""
    return {ROOT / "docs/findings.md": findings_page(), ROOT / "indicators/schema.json": json_schema()}


if __name__ == "__main__":
    for path, content in pages().items():
        path.write_text(content, encoding="utf-8")
