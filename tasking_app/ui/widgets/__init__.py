"""Widgets of the kit: each takes plain data in and gives signals out."""
