"""The answers of a class: read from what students handed in, merged, scored again; and those of a simulated class."""
