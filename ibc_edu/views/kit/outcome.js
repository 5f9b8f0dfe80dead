// What came of something that a page asked Python for: shown in a place of its own, told once, and the focus goes there.

import { el, fill, focusOn, setAttribute } from "./dom.js";

/**
 * A section for what a trait holds; null is nothing yet.
 *
 * Returns {node, show(...children), ask(type, fields)}: show() puts something else there, such as why nothing can be asked
 * for; ask() sends the message by which Python is asked. What Python makes then is told even if it is the same as before,
 * and the focus goes there in the view that asked: all views of a part show it.
 *
 * @param {import("./dom.js").Model} model
 * @param {import("./dom.js").Widget} widget
 * @param {string} trait
 * @param {{label: string, about: (made: any) => string, parts: (made: any) => import("./dom.js").Child, sentence: (made: any) => string}} looks
 */
export function outcome(model, widget, trait, { label, about, parts, sentence }) {
  const node = el("section", { "aria-label": label });
  const show = (/** @type {import("./dom.js").Child[]} */ ...children) => fill(node, ...children);
  const draw = () => {
    const made = model.get(trait);
    setAttribute(node, "data-about", made ? about(made) : null);
    show(made ? parts(made) : null);
  };
  const signature = () => JSON.stringify(model.get(trait));
  let shown = signature();
  let asked = ""; // the message whose reply this view waits for
  const update = () => {
    const isReply = widget.hears(asked);
    if (isReply) asked = "";
    else if (shown === signature()) return;
    if (isReply && model.get("problem")) return; // nothing came of it, and the problem's line says why
    shown = signature();
    draw();
    const made = model.get(trait);
    if (!made) return;
    widget.announce(sentence(made));
    if (isReply) focusOn(node.querySelector("p"));
  };
  widget.on(`change:${trait} change:handled`, update); // a value that stays as it is makes no change, but a reply
  draw();
  return {
    node,
    show,
    ask: (/** @type {string} */ type, /** @type {Record<string, any>} */ fields) => {
      show();
      asked = widget.send(type, fields);
    },
  };
}
