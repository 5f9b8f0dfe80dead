"""Steps of a school's database, in their order; one that was released is never changed."""
