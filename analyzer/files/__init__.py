"""What is read of the disk around a file: where an import leads, and on what an answer rests."""
