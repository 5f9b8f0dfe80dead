"""Question files: TOML in, questions out, every problem named by its line, and the JSON Schema that helps editors."""
