"""What somebody may want done, or only says, by writing so; stored in replies."""

from enum import StrEnum
from typing import Final


class Errand(StrEnum):
    """A renamed value is a migration."""

    STATUS = "status"
    REMIND = "remind"
    SETUP = "setup"
    HAND_OVER = "hand_over"
    CONNECT_USERS = "connect_users"
    CANCEL_SETUP = "cancel_setup"
    DISCONNECT = "disconnect"  # whom it names
    AUDIT = "audit"
    HELP = "help"
    # What is on record of the asker:
    MYSELF = "myself"
    MY_REQUEST = "my_request"
    MY_SANDBOX = "my_sandbox"  # account
    # How it stands, and with whom it lies:
    NEXT = "next"  # `whose turn is it?`
    CREDENTIALS = "credentials"  # `has she handed over?`
    MAY_CONNECT = "may_connect"  # `can I connect users now?`
    SOMEBODY = "somebody"  # `is @lena invited yet?`
    # Small talk:
    HELLO = "hello"
    THANKS = "thanks"
    FINE = "fine"  # `ok great`
    BYE = "bye"
    YES = "yes"  # though nothing was asked
    NO = "no"
    STOP = "stop"
    TRIED = "tried"  # `test`: whether anybody answers
    BLAMED = "blamed"  # `you are useless`
    BOT = "bot"  # `are you human?`


OF_ONESELF: Final = frozenset({Errand.MYSELF, Errand.MY_REQUEST, Errand.MY_SANDBOX})
OF_STATE: Final = frozenset({Errand.NEXT, Errand.CREDENTIALS, Errand.MAY_CONNECT, Errand.SOMEBODY})
TALK: Final = (
    *(Errand.THANKS, Errand.BYE, Errand.BLAMED, Errand.STOP, Errand.HELLO),
    *(Errand.BOT, Errand.FINE, Errand.TRIED, Errand.NO, Errand.YES),
)  # of several, the first
