"""A lesson for a class, step by step on the full screen."""
