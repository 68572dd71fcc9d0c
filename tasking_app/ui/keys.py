"""Keyboard hints: what a key does on a screen, as data for the F1 list, and the keys that work everywhere."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KeyHint:
    """One line of the F1 list: the keys ("Ctrl+J", "1 to 4") and what they do."""

    keys: str
    does: str


EVERYWHERE = (
    KeyHint("Ctrl+K", "Find, go to or add"),
    KeyHint("Ctrl+J", "Add an action"),
    KeyHint("Ctrl+Z", "Undo"),
    KeyHint("Ctrl+Y", "Do it again"),
    KeyHint("Ctrl+S", "Check that it is saved"),
    KeyHint("Ctrl+E", "Export"),
    KeyHint("Ctrl+Shift+R", "Room screen on or off"),
    KeyHint("F9", "Pause the room screen, or go on"),
    KeyHint("F5", "Start or go back to the meeting"),
    KeyHint("F6", "Next part of the screen (Shift F6 goes back)"),
    KeyHint("Alt+1", "First place at the left edge, Alt 2 the second, and so on"),
    KeyHint("Esc", "Close what is on top. Nothing typed is lost"),
    KeyHint("F1", "This list"),
)
