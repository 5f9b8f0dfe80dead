"""Ways to open a course or begin one: workspace, browser app, a new course."""
