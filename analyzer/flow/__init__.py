"""From the tree of a function to its flow graph: one role of `flow.toml` after the other."""
