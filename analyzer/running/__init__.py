"""Many files: found, looked at, shared out to processes, remembered from one run to the next."""
