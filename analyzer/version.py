"""The version, written down once; the packaging reads it from here."""

VERSION = "0.1.0"
