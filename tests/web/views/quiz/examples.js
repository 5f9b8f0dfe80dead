// Questions as Python gives them to the page: never with an answer that was not yet given.

/** A question of a kind; `more` overrides anything. */
export function question(kind, more = {}) {
  return {
    id: kind, number: 1, kind, stem: `The stem of ${kind}`, instruction: "What to do.", ...PARTS[kind],
    response: null, status: "unanswered", tries: 0, can_retry: false, locked: false, sureness: null, flagged: false,
    hint: { available: false, text: null }, ...more,
  };
}

const three = (...words) => words.map((text, index) => ({ key: "abc"[index], text }));
const PARTS = {
  single: { choices: three("Red", "Blue", "Green") },
  multiple: { choices: three("Red", "Blue", "Green") },
  matching: { left: three("Sky", "Grass", "Blood"), right: three("blue", "green", "red") },
  categorise: { entries: three("Sky", "Grass", "Blood"), categories: three("cold", "warm", "other") },
  ordering: { steps: three("First", "Second", "Third") },
  numeric: { unit: "Gy" },
  short_text: {},
};

/** A line of feedback. */
export const line = (key, verdict, more = {}) => ({ key, verdict, text: `About ${key}.`, answer_text: key.toUpperCase(), chosen: false, ...more });

/** A question that was judged. */
export function judged(kind, status, lines, more = {}) {
  const feedback = { headline: `It is ${status}.`, lines, key: null, explanation: "Because.", sources: [] };
  return question(kind, { status, tries: 1, locked: true, feedback, ...more });
}

/** What Python sends of a whole quiz. */
export function quiz(items, more = {}) {
  const numbered = items.map((item, index) => ({ ...item, number: index + 1 }));
  const answered = items.filter(({ status }) => status !== "unanswered").length;
  const correct = items.filter(({ status }) => status === "correct").length;
  return { quiz_id: "q", title: "A quiz", mode: "practice", phase: "open", items: numbered, progress: { answered, total: items.length, correct }, summary: null, ...more };
}

export const summary = (more = {}) => ({ right: 1, first_right: 1, wrong: 1, open: 0, shown: 0, score: 0.5, score_answered: 0.5, lines: [], ...more });
