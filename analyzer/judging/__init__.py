"""What is said of the spans of a file: each with the worst of what becomes of it, and where it is misused."""
