"""
A practice Sales Connect: no API, as the real one has none; people press its buttons on a screen.

† marks what no source says and was chosen here: easy to correct.
"""
