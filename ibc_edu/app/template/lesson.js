// A lesson's page: connects to the reader's Python, has the lesson's cells run, and shows each part where it belongs.

import { ask } from "./ask.js";
import { Kernel } from "./kernel.js";
import { Model, showWidget } from "./models.js";
import { goToCell, notePlace, returnToPlace } from "./page.js";

const WIDGET = "application/vnd.jupyter.widget-view+json";

/** @type {{channels?: string, parts?: string, full?: boolean}} */
const live = JSON.parse(document.getElementById("live")?.textContent ?? "{}");

const WORDS = {
  gone: "The part of the course that answers has stopped. What you agreed to keep is still there, and you can go on where you were.",
  closed: "The course does not answer any more: it was closed, or the connection is lost. If it was closed, start it again; then go on here.",
  full: "As many people are reading here as this computer can serve. You can read on; the questions work if you try again later.",
};

/** Say what is wrong, and offer to go on. @param {keyof typeof WORDS} what */
function tell(what) {
  const state = /** @type {HTMLElement} */ (document.getElementById("state"));
  if (!state.hidden) return;
  const again = Object.assign(document.createElement("button"), { type: "button", textContent: what === "full" ? "Try again" : "Go on" });
  again.addEventListener("click", () => {
    notePlace();
    location.reload();
  });
  state.replaceChildren(Object.assign(document.createElement("p"), { textContent: WORDS[what] }), again);
  state.hidden = false;
  for (const place of document.querySelectorAll("[data-part] .coming")) place.textContent = "This part is not there at present.";
}

/**
 * Show what a cell gave.
 * @param {Map<string, Model>} models
 * @param {Kernel} kernel
 * @param {HTMLElement} place
 * @param {any[]} outputs
 */
async function showOutputs(models, kernel, place, outputs) {
  const shown = outputs.find(({ data }) => data?.[WIDGET]);
  if (shown) {
    const id = shown.data[WIDGET].model_id;
    const model = models.get(id) ?? new Model(kernel, id);
    models.set(id, model);
    await showWidget(model, place, models);
    return;
  }
  const texts = outputs.map(({ data, text }) => [data?.["text/plain"] ?? text ?? ""].flat().join("")).filter(Boolean);
  if (outputs.some(({ output_type: type }) => type === "error")) return cannotShow(place);
  place.removeAttribute("aria-busy");
  place.replaceChildren(...(texts.length ? [Object.assign(document.createElement("pre"), { textContent: texts.join("\n") })] : []));
}

/** @param {HTMLElement} place */
function cannotShow(place) {
  place.removeAttribute("aria-busy");
  place.replaceChildren(Object.assign(document.createElement("p"), { textContent: "This part could not be made. The rest of the lesson works." }));
}

/** Lines of a text that arrives bit by bit. @param {ReadableStream<Uint8Array>} stream */
async function* lines(stream) {
  const reader = stream.pipeThrough(/** @type {any} */ (new TextDecoderStream())).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const parts = (rest + value).split("\n");
    rest = parts.pop() ?? "";
    yield* parts.filter(Boolean);
  }
}

async function start() {
  if (live.full) return tell("full");
  if (!live.parts) return;
  const address = new URL(live.channels ?? "", location.href);
  address.protocol = address.protocol.replace("http", "ws");
  const kernel = new Kernel(address.href, { onState: (state) => state !== "open" && tell(state) });
  const models = new Map();
  const answer = await ask(live.parts);
  if (!answer.ok || !answer.body) return tell("gone");
  const showing = [];
  for await (const line of lines(answer.body)) {
    const { cell, outputs, gone } = JSON.parse(line);
    if (gone) return tell("gone");
    const place = /** @type {HTMLElement} */ (document.getElementById(cell));
    showing.push(showOutputs(models, kernel, place, outputs).catch(() => cannotShow(place)));
  }
  await Promise.all(showing);
  if (!goToCell()) returnToPlace();
}

// What went wrong after all parts were there takes nothing from the reader.
start().catch(() => document.querySelector("[data-part][aria-busy]") && tell("closed"));
