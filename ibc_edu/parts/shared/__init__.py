"""What several parts share, so that no part knows another.

| module | what it holds |
|---|---|
| `call_signs`, `sign_list` | signs to call about, from the tables and on a page |
| `side_effects` | side effects by therapy class |
| `treatment_options`, `therapy_options` | what a report opens, in words and on a page |
| `question_templates` | questions that are made from the tables |

What knows nothing of the subject stands further below, in its own room: this is for what only parts may say.
"""
