"""Names that people type: of a setup, of a workspace."""

from unicodedata import normalize


def clean_name(typed: str) -> str:
    """
    On one line, without what shows nothing, without doubled spaces; may be empty.

    An accent is one with its letter: a Mac writes two signs, which look the same.
    """
    shown = normalize("NFC", typed)
    if not shown.isprintable():
        shown = "".join(char if char.isprintable() else " " for char in shown)
    return " ".join(shown.split())
