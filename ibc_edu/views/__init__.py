"""Thin views over the quiz, the figures and the simulators: what a learner sees and touches in a notebook."""
