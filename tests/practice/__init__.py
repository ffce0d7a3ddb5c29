"""Practice: what it refuses, plays and shows."""
