// A learning platform as SCORM 1.2 and SCORM 2004 describe it: an object that the platform puts into a window above the page's.

/** @typedef {"1.2" | "2004"} Version */
/** @typedef {{id: string, type: string, response: any, stem: string, credit: number, seconds: number | null, at: string}} Answer */

const WINDOWS = 50; // how far to look up; more windows inside each other is a loop

/** Lengths and names are those of the standards' data models (SPM: what every platform must take). */
const MODELS = {
  1.2: {
    api: "API", verbs: { start: "LMSInitialize", end: "LMSFinish", get: "LMSGetValue", set: "LMSSetValue", commit: "LMSCommit" },
    status: "cmi.core.lesson_status", place: "cmi.core.lesson_location", mode: "cmi.core.lesson_mode", exit: "cmi.core.exit",
    time: "cmi.core.session_time", score: "cmi.core.score", longestPlace: 255, longestMemory: 4096, longestText: 255,
    response: "student_response", wrong: "wrong", and: ",", to: ".",
  },
  2004: {
    api: "API_1484_11", verbs: { start: "Initialize", end: "Terminate", get: "GetValue", set: "SetValue", commit: "Commit" },
    status: "cmi.completion_status", place: "cmi.location", mode: "cmi.mode", exit: "cmi.exit",
    time: "cmi.session_time", score: "cmi.score", longestPlace: 1000, longestMemory: 64000, longestText: 250,
    response: "learner_response", wrong: "incorrect", and: "[,]", to: "[.]",
  },
};

/** The object of a name in this window, those around it, or those that opened them. @param {Window | null} from @param {string} name @returns {any} */
export function findApi(from, name) {
  /** @type {Set<Window>} */
  const seen = new Set();
  /** @type {(Window | null)[]} */
  const waiting = [from];
  while (waiting.length && seen.size < WINDOWS) {
    const place = waiting.shift();
    if (!place || seen.has(place)) continue;
    seen.add(place);
    try {
      const api = /** @type {any} */ (place)[name];
      if (api) return api;
      waiting.push(place.parent, place.opener);
    } catch {
      // a window of another site: nothing behind it can be asked
    }
  }
  return null;
}

/** @param {number} value */
const two = (value) => String(Math.floor(value)).padStart(2, "0");

/** A time span as a version writes it. @param {Version} version @param {number} seconds */
export function span(version, seconds) {
  const whole = Math.min(Math.max(0, seconds), 3600 * 9999);
  if (version === "2004") return `PT${whole.toFixed(1)}S`;
  return `${String(Math.floor(whole / 3600)).padStart(4, "0")}:${two((whole / 60) % 60)}:${two(whole % 60)}`;
}

/** What was answered, as a version writes it. @param {Version} version @param {Answer} answer */
export function written(version, { type, response }) {
  const { and, to, longestText } = MODELS[version];
  if (type === "matching") return response.map((/** @type {string[]} */ pair) => pair.join(to)).join(and);
  if (Array.isArray(response)) return response.join(and);
  return [...String(response ?? "")].slice(0, longestText).join("");
}

/** A question as platforms take a description: one line, no braces, which name a language there. @param {string} stem @param {number} longest */
function described(stem, longest) {
  const line = stem.replace(/\s+/g, " ").replaceAll("{", "(").replaceAll("}", ")").trim();
  return [...line].slice(0, longest).join("");
}

/** A session with the platform. Whatever it answers, nothing here throws: the course goes on without it. */
export class Lms {
  /** @param {any} api @param {Version} version */
  constructor(api, version) {
    this.api = api;
    this.version = version;
    this.model = MODELS[version];
    this.open = false;
    this.begun = 0;
  }

  /** The platform around this page, or null. @param {Version} version @param {Window} from */
  static around(version, from = window) {
    const api = findApi(from, MODELS[version].api);
    return api ? new Lms(api, version) : null;
  }

  /** @param {"start" | "end" | "get" | "set" | "commit"} verb @param {string[]} values @returns {string} */
  call(verb, ...values) {
    try {
      return String(this.api[this.model.verbs[verb]](...values));
    } catch {
      return "";
    }
  }

  /** Whether the platform takes reports: it began, and this is no mere look at the page. */
  start() {
    this.open = this.call("start", "") === "true";
    this.begun = Date.now();
    if (this.open && ["browse", "review"].includes(this.get(this.model.mode))) this.end();
    return this.open;
  }

  /** @param {string} name */
  get(name) {
    return this.open ? this.call("get", name) : "";
  }

  /** @param {string} name @param {string | number} value */
  set(name, value) {
    return this.open && this.call("set", name, String(value)) === "true";
  }

  commit() {
    return this.open && this.call("commit", "") === "true";
  }

  end() {
    if (this.open) this.call("end", "");
    this.open = false;
  }

  get isComplete() {
    return ["completed", "passed", "failed"].includes(this.get(this.model.status));
  }

  /** Remember a text for the next visit; one that is too long is not remembered, for platforms cut it off. @param {string} text */
  remember(text) {
    if (text.length > this.model.longestMemory) return false;
    return this.set("cmi.suspend_data", text);
  }

  /** @param {string} place */
  setPlace(place) {
    if (place.length <= this.model.longestPlace) this.set(this.model.place, place);
  }

  /** @param {number} share from 0 to 1 */
  setScore(share) {
    const { score } = this.model;
    this.set(`${score}.min`, 0);
    this.set(`${score}.max`, 100);
    this.set(`${score}.raw`, Math.round(share * 1000) / 10);
    if (this.version === "2004") this.set(`${score}.scaled`, Math.round(share * 1000) / 1000);
  }

  /** @param {Answer} answer */
  addAnswer(answer) {
    const place = `cmi.interactions.${Number(this.get("cmi.interactions._count")) || 0}`;
    const { credit } = answer;
    const old = this.version === "1.2";
    this.set(`${place}.id`, answer.id);
    this.set(`${place}.type`, answer.type);
    this.set(`${place}.${this.model.response}`, written(this.version, answer));
    this.set(`${place}.result`, credit === 1 ? "correct" : credit === 0 ? this.model.wrong : credit);
    if (answer.seconds !== null) this.set(`${place}.latency`, span(this.version, answer.seconds));
    const at = new Date(answer.at);
    if (old) this.set(`${place}.time`, [at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join(":"));
    else this.set(`${place}.timestamp`, `${at.toISOString().slice(0, 19)}.0Z`); // a zone may only follow a fraction
    if (!old) this.set(`${place}.description`, described(answer.stem, this.model.longestText));
  }

  /** Write down for how long the reader was here, to go on another time. */
  pause() {
    this.set(this.model.exit, "suspend");
    this.set(this.model.time, span(this.version, (Date.now() - this.begun) / 1000));
  }
}
