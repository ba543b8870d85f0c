#!/usr/bin/env python3
"""Fails when an include runs upwards or sideways between the rooms of src/.

The floors are read from docs/architecture.md, the drawing that this test keeps true. Usage: check.py SOURCE_DIR
"""
import pathlib
import re
import sys


def read_floors(drawing: str) -> dict[str, int]:
    """Rooms and their floors, from the table rows '| 3 | `barrier` `healing` | …'."""
    floors = {}
    for row in re.finditer(r"^\| *(\d+) *\|([^|]*)\|", drawing, re.MULTILINE):
        for room in re.findall(r"`(\w+)`", row.group(2)):
            floors[room] = int(row.group(1))
    return floors


def violations(files: dict[str, str], floors: dict[str, int]) -> list[str]:
    """Sentences about each include of `files` (path below src/ -> text) that the floors do not allow."""
    found = []
    for path, text in sorted(files.items()):
        room = path.split("/")[0]
        if room not in floors:
            found.append(f"{path}: room '{room}' has no floor in docs/architecture.md")
            continue
        for other in re.findall(r'^\s*#\s*include\s*"(\w+)/', text, re.MULTILINE):
            if other == room:
                continue
            if other not in floors:
                found.append(f"{path}: includes '{other}', which has no floor in docs/architecture.md")
            elif floors[other] >= floors[room]:
                where = "upwards to" if floors[other] > floors[room] else "sideways to"
                # Floor 0 holds two rooms: numerics stands on core.
                if (room, other) == ("numerics", "core"):
                    continue
                found.append(f"{path}: floor {floors[room]} includes {where} '{other}' on floor {floors[other]}")
    return found


def main() -> int:
    source = pathlib.Path(sys.argv[1])
    floors = read_floors((source / "docs" / "architecture.md").read_text())
    files = {
        str(path.relative_to(source / "src")): path.read_text()
        for pattern in ("*.hpp", "*.cpp")
        for path in (source / "src").rglob(pattern)
    }
    if not floors or not files:
        print("nothing to check: is this the source folder?")
        return 1
    found = violations(files, floors)
    print("\n".join(found) or f"{len(files)} files keep to {len(floors)} rooms on {len(set(floors.values()))} floors")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
