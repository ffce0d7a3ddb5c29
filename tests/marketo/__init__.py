"""The client of Marketo, over real sockets where a stand-in answers, else at its transport."""
