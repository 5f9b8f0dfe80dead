// What came of something that a page asked Python for: shown in a place of its own, told once, and the focus goes there.

import { el, fill, focusOn } from "./dom.js";

/**
 * A section for what a trait holds; null is nothing yet.
 *
 * Returns {node, show(...children), ask()}: show() puts something else there, such as why nothing can be asked for; ask()
 * is called when Python is asked anew. What it makes then is told even if it is the same as before.
 *
 * @param {import("./dom.js").Model} model
 * @param {import("./dom.js").Widget} widget
 * @param {string} trait
 * @param {{label: string, parts: (made: any) => import("./dom.js").Child, sentence: (made: any) => string}} looks
 */
export function outcome(model, widget, trait, { label, parts, sentence }) {
  const node = el("section", { "aria-label": label });
  const show = (/** @type {import("./dom.js").Child[]} */ ...children) => fill(node, ...children);
  const signature = () => JSON.stringify(model.get(trait));
  const draw = () => show(model.get(trait) ? parts(model.get(trait)) : null);
  let told = signature();
  const update = () => {
    if (told === signature()) return;
    told = signature();
    draw();
    if (!model.get(trait)) return;
    widget.announce(sentence(model.get(trait)));
    focusOn(node.querySelector("p"));
  };
  widget.on(`change:${trait} change:handled`, update); // a value that stays as it is makes no change, but a reply
  draw();
  return {
    node,
    show,
    ask: () => {
      told = "";
      show();
    },
  };
}
