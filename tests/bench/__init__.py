"""What the bot costs, beside a bare Bolt app: `python -m tests.bench`, method in `measure`."""
