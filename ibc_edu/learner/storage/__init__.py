"""Where a record lies: files and databases, the wait for them, and what is said when they fail."""
