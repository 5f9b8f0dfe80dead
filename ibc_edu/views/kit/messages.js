// Messages to Python and their replies, and what a reply, or something after it, says went wrong.

import { expectReplies } from "./program.js";

/** What a page sends by itself: no action of the learner. */
const BY_ITSELF = new Set(["catch_up", "whole"]);

/**
 * Listen to a model until the signal aborts.
 * @param {any} model
 * @param {string} events
 * @param {(...values: any[]) => void} listener
 * @param {AbortSignal} signal
 */
export function listen(model, events, listener, signal) {
  model.on(events, listener);
  signal.addEventListener("abort", () => model.off(events, listener));
}

/**
 * Send messages to Python, and again while no reply comes; show what goes wrong.
 *
 * What goes wrong with an answer after its feedback may be said while the next message is under way already, even just
 * before its reply: so only the reply to what the learner does afterward, in this view, takes it away.
 *
 * @param {any} model
 * @param {{show: (text: string) => void, shown: () => string | null, slow: (on: boolean) => void}} acts
 * @param {AbortSignal} signal
 */
export function talk(model, { show, shown, slow }, signal) {
  /** @type {Record<string, any>[]} in their order, as replies come */
  let unanswered = [];
  const atFirst = model.get("problem");
  let said = { text: atFirst, meanwhile: unanswered };
  /** @type {Record<string, any> | null | undefined} null if another view sent it, or it was answered before */
  let answered;
  const isAsked = () => unanswered.some(({ type }) => !BY_ITSELF.has(type));
  const { expectReply, replied, noReply } = expectReplies(model, { show, slow: (on) => slow(on && isAsked()) }, signal);
  const takeReply = () => {
    const place = unanswered.findIndex(({ message }) => message === model.get("answered"));
    answered = unanswered[place] ?? null;
    unanswered = unanswered.slice(place + 1);
    if (unanswered.length === 0) replied();
  };
  const isOld = () => answered === null || (answered && (said.meanwhile.includes(answered) || BY_ITSELF.has(answered.type)));
  const tell = () => {
    const text = model.get("problem");
    const stays = isOld() && shown() === said.text;
    if (text) said = { text, meanwhile: unanswered };
    if (text || !stays) show(text);
    answered = undefined;
  };
  let settling = false;
  const settle = () => {
    if (settling) return; // one reply may change both traits
    settling = true;
    queueMicrotask(() => {
      settling = false;
      tell();
    });
  };
  listen(model, "change:handled", takeReply, signal);
  listen(model, "change:handled change:problem", settle, signal);
  show(atFirst);
  const send = (/** @type {Record<string, any>} */ message) => {
    unanswered = [...unanswered, message];
    expectReply(() => unanswered.forEach((each) => model.send(each)));
    try {
      model.send(message);
    } catch {
      noReply();
    }
  };
  return { send, awaits: (/** @type {string} */ number) => unanswered.some(({ message }) => message === number) };
}
