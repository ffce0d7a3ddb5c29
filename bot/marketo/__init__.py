"""Reading Marketo, where it was given API access; nothing is ever written there."""
