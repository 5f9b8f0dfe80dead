"""Checks of the question bank: its form, whether guessers get far with it, and words too near an answer."""
