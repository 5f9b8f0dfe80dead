"""How a class did, shown with its intervals."""
