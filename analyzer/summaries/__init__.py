"""What a function, or a method of a class, does with a span that it is given."""
