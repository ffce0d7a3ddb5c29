"""All state, in Redis: nothing outside this package knows a key or a script."""
