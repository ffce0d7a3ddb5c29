"""Due effects, performed: claimed with a lease, delivered to Slack, finished in one commit."""
