"""Questions that teach: the bank, grading, sessions and the view of them that a page may see.

Importing this package is cheap; pydantic loads with `ibc_edu.quiz.kinds` and `ibc_edu.quiz.bank`.

| module | what it holds |
|---|---|
| `attempt` | one answer as it goes into the learner's record |
| `kinds`, `grading` | the kinds of question: one module each that fills in one contract |
| `typed_text`, `spelling`, `typed_number` | what a learner types, and what counts as the same |
| `bank` | reading question files |
| `question_file`, `toml_lines`, `problem_words` | one file of the bank, and what is wrong with it by line |
| `own_names` | misconceptions and objectives of an educator's own |
| `former_ids` | attempts at questions that were renamed |
| `session`, `item_state` | a quiz being taken: practice, exam, present, review |
| `view`, `view_types` | what the page may see of a session |
| `sources` | sentences, facts and caveats behind a question |
| `blueprint` | drawing an exam |
| `lint`, `guesser`, `near_words` | checks of the bank's form |
| `json_schema` | the JSON Schema that helps editors |
"""
