"""In place of IPython.core."""
