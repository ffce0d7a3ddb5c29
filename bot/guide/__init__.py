"""What the bot knows of Sales Connect and of itself: articles, and which one answers a question."""
