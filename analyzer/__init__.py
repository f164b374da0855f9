"""The engine and the command; knows no language and no tracing library."""
