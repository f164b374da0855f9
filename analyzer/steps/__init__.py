"""What one step of a flow graph does with a span: how surely it raises, what it holds, what is known."""
