"""Questions that are made from the tables of a course, by templates.

| module | what it holds |
|---|---|
| `drugs`, `effects`, `findings` | the templates: what each can ask with the tables, and what is false for certain |
| `template` | what a template asks, and how a question is made of it |
| `registry` | all templates by name |
| `texts` | what the course says of each: its aim, level, hint and the mix-ups behind its wrong answers |
| `generate` | all questions of a course |
"""
