"""docs/architecture.md stays true."""

from pathlib import Path

from tests.docs.diagram import BEGIN, END, printed

ROOT = Path(__file__).parent.parent.parent
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")


def test_the_picture_is_the_table() -> None:
    """The state diagram is printed from the transition table."""
    assert f"{BEGIN}{printed()}{END}" in ARCHITECTURE


def test_every_room_is_on_the_map() -> None:
    """A module or package of the bot that the map does not name has no room."""
    homes = [
        path for path in (ROOT / "bot").iterdir() if path.name not in ("__pycache__", "py.typed")
    ]
    names = [f"bot/{path.name}" for path in homes if path.name != "__init__.py"]

    missing = [name for name in names if name not in ARCHITECTURE]

    assert missing == []


def test_nobody_else_reads_the_environment() -> None:
    """`bot/config.py` is the only reader."""
    readers = [
        str(path.relative_to(ROOT))
        for folder in ("bot", "handlers")
        for path in (ROOT / folder).rglob("*.py")
        if "os.environ" in (text := path.read_text(encoding="utf-8")) or "getenv" in text
    ]

    assert readers == ["bot/config.py"]
