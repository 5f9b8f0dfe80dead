"""What a learner did, kept on their own machine, and what follows from it.

Everything is derived from one append-only list of attempts. Importing this package is cheap; SQLAlchemy loads when a
record on disk is opened, fsrs with the first due list, scipy with the first interval.

| module | what it holds |
|---|---|
| `record` | `open_record()`: the attempts, the learner's consent, and going on in memory when the disk fails |
| `sync`, `feed`, `keeping` | what is in memory and what is on the disk, brought together, now or later |
| `storage.access`, `storage.bounded` | reaching the disk or the server with an end to every wait |
| `storage.store`, `storage.rows`, `storage.engines` | the record in SQLite or PostgreSQL |
| `school` | one PostgreSQL for a school: its migrations, roles and names |
| `storage.addresses`, `storage.files` | where a record lies, and whose a file is |
| `storage.erasing` | deleting so that it is true |
| `storage.faults` | what can go wrong with a record, each as one plain sentence |
| `exports` | one's own data as a table, CSV and xAPI statements |
| `history` | where a learner stands with each question, kept up to date as attempts come in |
| `schedule`, `review` | when to ask again, what is due, why now, and misconceptions met and mended |
| `practice` | which question is worth asking now |
| `mastery` | how well each objective is known, with its uncertainty |
| `progress` | what was answered, by lesson and objective |
"""
