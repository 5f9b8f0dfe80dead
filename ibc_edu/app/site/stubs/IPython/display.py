"""What is shown in a page is what a cell returns; there is nothing else to display to."""


def display(*objects: object, **_options: object) -> None:
    """Show nothing."""


def clear_output(*_options: object) -> None:
    """Clear nothing."""
