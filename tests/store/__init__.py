"""The store on a real Valkey: what a commit, a claim and the vault promise."""
