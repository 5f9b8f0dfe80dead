"""What every view is made of: the base class, linked modules, notices and sources."""
