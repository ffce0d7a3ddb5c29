"""What a person does and sees: Slack's client."""
