"""What surrounds all listeners; what each of them does is told by tests/journeys."""
