"""The desktop window: theme, frame, widgets and screens."""
