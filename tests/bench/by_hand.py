"""What bulk runs are compared with: loops as anybody writes them by hand in an hour."""

import asyncio
import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import httpx

ADDRESS: Final = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
BATCH: Final = 50
AT_ONCE: Final = 16


@dataclass(frozen=True, slots=True)
class ByHand:
    """What such a loop finds in a file."""

    people: int
    problems: list[tuple[int, str]]  # line, what is wrong
    duplicates: int
    batches: list[tuple[tuple[str, ...], list[dict[str, str]]]]


def planned_by_hand(
    data: bytes, workspaces: Sequence[str], connected: Mapping[str, tuple[str, ...]]
) -> ByHand:
    """The rows of a file in UTF-8 with the headings that are expected, grouped and cut."""
    known = {name.lower(): name for name in workspaces}
    seen: set[str] = set()
    problems: list[tuple[int, str]] = []
    duplicates = 0
    groups: dict[tuple[str, ...], list[dict[str, str]]] = {}
    reader = csv.DictReader(data.decode("utf-8-sig").splitlines())
    for row in reader:
        email = row["Email"].strip().lower()
        if not ADDRESS.fullmatch(email):
            problems.append((reader.line_num, "malformed"))
            continue
        names = [name.strip().lower() for name in row["Workspaces"].split(";") if name.strip()]
        unknown = [name for name in names if name not in known]
        if unknown:
            problems.append((reader.line_num, f"unknown workspace {unknown[0]}"))
            continue
        if email in seen:
            duplicates += 1
            continue
        seen.add(email)
        wanted = tuple(sorted(known[name] for name in names))
        has = connected.get(email)
        if has is None:
            groups.setdefault(wanted, []).append(row | {"Email": email})
        elif tuple(sorted(has)) == wanted:
            duplicates += 1
        else:
            problems.append((reader.line_num, "connected with other workspaces"))
    batches = [
        (wanted, rows[start : start + BATCH])
        for wanted, rows in groups.items()
        for start in range(0, len(rows), BATCH)
    ]
    return ByHand(sum(map(len, groups.values())), problems, duplicates, batches)


async def called_by_hand(url: str, people: Iterable[Any]) -> None:
    """One request for each, sixteen at once; whoever is told to wait sleeps and asks again."""
    waiting = iter(people)

    async def some(client: httpx.AsyncClient) -> None:
        for person in waiting:
            while True:
                answer = await client.post(url, json=person)
                if answer.status_code != 429:
                    answer.raise_for_status()
                    break
                await asyncio.sleep(float(answer.headers["Retry-After"]))

    async with httpx.AsyncClient() as client, asyncio.TaskGroup() as group:
        for _ in range(AT_ONCE):
            group.create_task(some(client))
