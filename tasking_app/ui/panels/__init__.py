"""Parts of screens that ask and do things themselves, for more than one screen or too large for one file."""
