"""Whole journeys: people at a stand-in for Slack, the real bot, a real Valkey."""
