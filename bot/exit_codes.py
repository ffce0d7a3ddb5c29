"""How a command of `python -m bot` ends, but for 0."""

from typing import Final

FAULT: Final = 1
BAD_CONFIGURATION: Final = 2  # one line on stderr names what to mend
