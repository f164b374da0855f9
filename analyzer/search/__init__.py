"""The lifetime of one span, followed along a flow graph: what tests teach of it, the path that is shown."""
