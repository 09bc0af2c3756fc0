"""The campaign file: opening, schema and migrations, passphrase, lock, backup, where it may live."""
