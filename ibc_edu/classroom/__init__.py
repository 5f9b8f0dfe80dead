"""In front of a class: presenting a lesson, and how the class did."""
