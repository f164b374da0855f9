"""What the text of a file says: classes, imports, what names are declared and bound to, in the project."""
