"""In place of IPython, which no page needs: ipywidgets asks for these few names, and the real one takes seconds."""

from IPython.display import display

__all__ = ["display", "get_ipython", "version_info"]
version_info = (9, 0, 0)


def get_ipython() -> None:
    """There is no shell in a page."""
