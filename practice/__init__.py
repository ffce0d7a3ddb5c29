"""A made-up company to try the bot in: Slack, Marketo and Sales Connect, and one page."""
