"""In front of a class: presenting a lesson, and how the class did.

| module or folder | what it holds |
|---|---|
| `presentation/` | a lesson before a class: slides from its notebook, live parts, and notes for who speaks |
| `live/` | answers from phones |
| `handouts/` | a lesson on paper: worksheet, answer key, text and glossary |
| `answers/` | what students handed in, merged and scored again; a simulated class |
| `results/` | tables of how a class did, what it mixes up, and files to take along |
| `school/` | a class as an educator sees it on the school's server |
| `class_state` | all sheets of a class, wherever its answers come from |
| `skeletons`, `case_map` | for authors: a question to fill in, and a case as a picture |
"""
