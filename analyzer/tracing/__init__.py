"""The vocabularies of tracing libraries, and which calls of a file they mean."""
