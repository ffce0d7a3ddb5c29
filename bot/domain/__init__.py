"""The rules of the job: pure functions over values; no Slack, Redis or clock in here."""
