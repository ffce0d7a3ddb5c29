"""What Slack accepts as Block Kit."""
