"""A lesson on paper: its questions, their key, its text and the glossary."""
