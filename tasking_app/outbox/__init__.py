"""What happens to work on a shared database while the line to it is down: kept here, sent once, in order."""
