"""The page: what is drawn for one person."""
