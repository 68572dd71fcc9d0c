"""What the database itself decides: roles, rights, policies and triggers as data."""
