"""Articles, and which of them answers a question."""
