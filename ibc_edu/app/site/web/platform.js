// The course inside a learning platform: answers, completion and, where the educator asked for it, a score go there.

import { Lms } from "./lms.js";

/** @typedef {{version: import("./lms.js").Version, score: boolean, lessons: string[], questions: string, start: string}} Settings */

const OPEN = "-"; // a question without an answer

/** Of two rows of credits, the newer one where it has something. @param {string} older @param {string} newer */
export function joined(older, newer) {
  return [...newer].map((mark, place) => (mark === OPEN ? older[place] ?? OPEN : mark)).join("");
}

/** The mean credit, from 0 to 1; what is open counts as none. @param {string} credits */
export function share(credits) {
  const all = [...credits];
  return all.length ? all.reduce((sum, mark) => sum + (mark === OPEN ? 0 : parseInt(mark, 11)), 0) / (10 * all.length) : 1;
}

const WORDS = {
  told: "Your learning platform gets each answer that you check here, and learns when you have answered every question.",
  score: "It also gets a score: how much of your latest answers was right.",
  alone: "No learning platform takes reports from this page. The course works all the same; nothing is told to anybody.",
};

export class Platform {
  /** @param {Settings} settings @param {Lms | null} lms */
  constructor(settings, lms) {
    this.settings = settings;
    this.lms = lms?.start() ? lms : null;
    this.credits = "";
    this.place = this.lms?.get(this.lms.model.place) ?? "";
    const [questions, credits] = (this.lms?.get("cmi.suspend_data") ?? "").split(" ");
    // Of other questions, or others in number, nothing can be said.
    this.before = questions === settings.questions ? credits ?? "" : "";
    if (this.lms && !this.lms.isComplete) this.lms.set(this.lms.model.status, "incomplete");
    this.lms?.commit();
  }

  /** What the reader is told of it. */
  get words() {
    if (!this.lms) return WORDS.alone;
    return [WORDS.told, ...(this.settings.score ? [WORDS.score] : [])].join(" ");
  }

  /** @param {{credits: string, answers: import("./lms.js").Answer[]}} report */
  tell({ credits, answers }) {
    if (!this.lms) return;
    for (const answer of answers) this.lms.addAnswer(answer);
    this.credits = joined(this.before, credits);
    this.lms.remember(`${this.settings.questions} ${this.credits}`);
    if (this.settings.score) this.lms.setScore(share(this.credits));
    const done = [...this.credits].filter((mark) => mark !== OPEN).length;
    if (this.lms.version === "2004" && this.credits) this.lms.set("cmi.progress_measure", Math.round((1000 * done) / this.credits.length) / 1000);
    if (done === this.credits.length && !this.lms.isComplete) this.lms.set(this.lms.model.status, "completed");
    this.lms.commit();
  }

  /** Where the reader is: a page and a cell of it. @param {string} place */
  at(place) {
    this.lms?.setPlace(place);
  }

  leave() {
    this.lms?.pause();
    this.lms?.commit();
    this.lms?.end();
  }
}

/** The platform around this page, if the page is part of a package for one. @param {Document} page */
export function platformOf(page = document) {
  const text = page.getElementById("platform")?.textContent;
  if (!text) return null;
  const settings = /** @type {Settings} */ (JSON.parse(text));
  return new Platform(settings, Lms.around(settings.version));
}
