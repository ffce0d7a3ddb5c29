"""The texts in two languages, and the code that asks for them."""
