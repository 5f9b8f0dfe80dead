"""A quiz on the page: all that a learner sees and does."""
