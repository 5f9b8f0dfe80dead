"""What a statement rests on: the list of its sources, and that of a whole lesson."""
