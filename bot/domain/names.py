"""Names that people type: of a setup, of a workspace."""


def clean_name(typed: str) -> str:
    """On one line, without what shows nothing, without doubled spaces; may be empty."""
    shown = "".join(char if char.isprintable() else " " for char in typed)
    return " ".join(shown.split())
