"""The course as a static site: pages that any web server can serve, with Python inside the reader's browser."""
