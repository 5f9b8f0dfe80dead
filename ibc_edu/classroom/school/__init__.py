"""A class as an educator sees it on the school's server."""
