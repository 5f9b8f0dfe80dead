// What the page knows of each kind of question. A kind is one module of the folder kinds/ that registers itself under
// its name; the card links all modules of that folder.

const KINDS = new Map();

const DEFAULTS = {
  /** Said when nothing was chosen or typed yet. */
  chooseFirst: "Answer first.",
  /** Whether drafts wait until typing ends. */
  typed: false,
  /** What a line about a missed part says before its text, and whether these words name the part. */
  missedWord: (line) => `Answer: ${sentence(line.answer_text)}`,
  missedWordNamesIt: true,
  /** How a missed part looks. */
  missedLook: "right",
  /** Whether a line about a missed part stands in the part's own row. */
  missedInRow: true,
  /** Whether a line about an earlier answer is still about what the learner sees; `judged` and `value` are responses. */
  stillApplies: (line, judged, value) => String(judged) === String(value),
  /** Nodes that stand in the panel in place of lines without a row, or null. */
  panel: () => null,
};

/**
 * Make a kind known by its name. Its `input(item, hooks)` makes the controls and returns
 *   node          the controls
 *   value()       the response as it stands, null if nothing was chosen
 *   set(response) show a response
 *   enable(on)    let the learner change it or not
 *   first()       the control that the focus goes to
 *   slot(key)     where feedback on one answer, step or row goes, null if it has no place of its own
 *   openParts()   how many rows are still open, for kinds with rows
 * and calls hooks.onChange after every change by the learner. Everything else is in DEFAULTS.
 */
export function register(name, view) {
  KINDS.set(name, { ...DEFAULTS, ...view });
}

/** The view of a kind. */
export function viewOf(name) {
  if (!KINDS.has(name)) throw new Error(`No view for questions of the kind "${name}".`);
  return KINDS.get(name);
}

/** The text with a full stop, unless it ends with a mark of its own. */
function sentence(text) {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
