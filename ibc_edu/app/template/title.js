// The title page: asks how far the reader is, whenever it is shown and when its question was answered.

import { ask } from "./ask.js";
import { showStanding } from "./standing.js";

async function refresh() {
  const answer = await ask(`${document.documentElement.dataset.root}standing`);
  if (answer.ok) showStanding(await answer.json());
}

const quietly = () => refresh().catch(() => {}); // the list of lessons is of use without it
window.addEventListener("pageshow", (event) => event.persisted && quietly());
quietly();

const first = document.getElementById("first");
if (first) {
  first.addEventListener("change", () => { first.dataset.used = ""; });
  new MutationObserver(quietly).observe(first, { subtree: true, attributeFilter: ["data-status"] });
}
