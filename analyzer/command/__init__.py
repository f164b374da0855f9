"""What the command line offers: each subcommand, its options, and what it does."""
