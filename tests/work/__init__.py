"""Due effects performed: by real workers over a real Valkey, against a stand-in for Slack."""
