"""In place of IPython's shell, of which a page has none."""


class InteractiveShell:
    """A class that nothing is an instance of."""

    @staticmethod
    def initialized() -> bool:
        """No shell was begun."""
        return False
