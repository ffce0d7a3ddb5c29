"""Asking a company's own automation to connect people, where an operator gave its address."""
