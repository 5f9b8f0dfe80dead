"""A lesson before a class: its notebook as slides, its parts live, its questions without a key until revealed."""
