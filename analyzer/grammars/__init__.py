"""The languages: their grammars, their facts, and the words that these are written in."""
