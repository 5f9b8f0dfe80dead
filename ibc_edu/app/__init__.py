"""Ways to open the course."""
