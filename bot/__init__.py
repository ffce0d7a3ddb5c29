"""The bot that takes a company from a bought Sales Connect to connected salespeople."""
