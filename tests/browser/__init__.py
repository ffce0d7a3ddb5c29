"""The page as people use it: Chromium, accessible names, real processes."""
