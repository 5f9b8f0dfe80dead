"""One PostgreSQL for a school: its tables, its roles, and what each of them may do."""
