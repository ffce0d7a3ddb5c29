"""The page: what one person sees of the made-up company, rendered here, kept live in place."""
