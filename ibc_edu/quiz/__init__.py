"""Questions that teach: the bank, grading, sessions and the view of them that a page may see.

Importing this package is cheap; pydantic loads with `ibc_edu.quiz.kinds` and `ibc_edu.quiz.bank`.

| module | what it holds |
|---|---|
| `attempt` | one answer as it goes into the learner's record |
| `kinds`, `grading` | the seven kinds of question, each with its grading rule |
| `bank` | reading question files |
| `question_file` | one file of the bank, and what is wrong with it by line |
| `session`, `item_state` | a quiz being taken: practice, exam, present, review |
| `view` | what the page may see of a session |
| `sources` | sentences, facts and caveats behind a question |
| `blueprint` | drawing an exam |
| `generated` | questions made from the knowledge tables |
| `lint`, `guesser` | checks of the bank's form |
| `schema` | the JSON Schema that helps editors |
"""
