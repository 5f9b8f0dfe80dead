"""Where Alembic finds how to bring a school's database up to date."""
