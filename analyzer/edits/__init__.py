"""Changes to files that a user asks for: fixes, and comments that silence findings."""
