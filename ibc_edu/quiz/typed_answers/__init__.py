"""What a learner types: how it is read, and what counts as the same."""
