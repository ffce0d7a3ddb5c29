"""Real processes of `python -m bot`, ended in every way there is."""
