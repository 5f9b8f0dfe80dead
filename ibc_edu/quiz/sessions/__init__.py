"""A quiz being taken, and what the page may see of it."""
