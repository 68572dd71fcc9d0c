"""The meeting itself, through the real window over a real file."""
