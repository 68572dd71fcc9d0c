"""Figures of speed and size beside their targets: `make bench`."""
