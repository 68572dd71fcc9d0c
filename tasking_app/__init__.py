"""Tasking: runs the multi-agency tasking meeting of a community safety partnership."""

__version__ = "0.1.0"
