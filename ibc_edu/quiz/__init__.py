"""Questions that teach: the bank, grading, sessions and the view of them that a page may see.

Importing this package is cheap; pydantic loads with `ibc_edu.quiz.kinds` and `ibc_edu.quiz.bank`.

| module or folder | what it holds |
|---|---|
| `attempt` | one answer as it goes into the learner's record |
| `kinds/`, `grading` | the kinds of question: one module each that fills in one contract |
| `typed_answers/` | what a learner types, and what counts as the same |
| `bank` | all questions of a course |
| `question_files/` | one file of the bank, what is wrong with it by line, and the JSON Schema that helps editors |
| `drafts` | what is open in a question that came from elsewhere |
| `former_ids` | attempts at questions that were renamed |
| `sessions/` | a quiz being taken: practice, exam, present, review; and what the page may see of it |
| `sources` | sentences, facts and caveats behind a question |
| `blueprint` | drawing an exam |
| `linting/` | checks of the bank's form and of what its questions rest on |
"""
