"""What can be configured, which file says it for which file, and on which line."""
