"""Who else has the span: fields and their classes, closures, listeners, the callbacks of frameworks."""
