"""What people read: every card, answer and modal, in both languages."""
