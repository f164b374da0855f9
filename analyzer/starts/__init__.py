"""What starts a span beside a library's calls: callbacks, factories, wrappers, scopes, in any file."""
