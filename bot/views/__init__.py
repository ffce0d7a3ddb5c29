"""State in, Block Kit out: pure functions, in the reader's language."""
