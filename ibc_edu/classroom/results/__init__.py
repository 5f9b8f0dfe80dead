"""How a class did: from its answers to tables that say how sure they are, and to files to take along."""
