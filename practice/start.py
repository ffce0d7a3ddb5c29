"""What `make run` starts: the bot on your Slack where there are tokens, else practice."""

import os
import sys

from practice.settings import BadConfiguration, has_slack_tokens


def main() -> None:
    """Becomes the one or the other. Exit code 2: a bad configuration, named in one line."""
    try:
        module = ["bot", "run"] if has_slack_tokens() else ["practice", *sys.argv[1:]]
    except BadConfiguration as fault:
        print(fault, file=sys.stderr)  # noqa: T201 (a terminal is where it is read)
        sys.exit(2)
    os.execv(sys.executable, [sys.executable, "-m", *module])  # noqa: S606 (our own modules)


if __name__ == "__main__":
    main()
