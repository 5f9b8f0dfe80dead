"""What a learner did, kept on their own machine, and what follows from it.

Everything is derived from one append-only list of attempts. Importing this package is cheap; SQLAlchemy loads when a
record on disk is opened, fsrs with the first due list, scipy with the first interval.

| module | what it holds |
|---|---|
| `record` | `open_record()`: the attempts, the learner's consent, and going on in memory when the disk fails |
| `store`, `schema` | the same in SQLite or PostgreSQL, with its migrations |
| `faults` | what can go wrong with a record, each as one plain sentence |
| `exports` | one's own data as a table, CSV and xAPI statements |
| `review` | what is due, why now, and misconceptions met and mended |
| `mastery` | how well each objective is known, with its uncertainty |
| `progress` | what was answered, by lesson and objective |
| `commands` | `ibc-edu record export`, `erase` and `where` |
"""
