"""The JSON process on standard input and output; thin over the engine."""
