"""What others define and we obey: Slack's own samples and schema, held against our side."""
