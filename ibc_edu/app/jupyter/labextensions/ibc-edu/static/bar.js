// A line above a lesson that says what the reader should know, with at most one thing to press.

const MARGIN_PX = 10;

/**
 * The line of one notebook; it takes no room while it is empty.
 * @param {any} panel
 * @param {any} Widget Lumino's class
 */
export function makeBar(panel, Widget) {
  const node = document.createElement("div");
  node.className = "ibc-bar";
  node.setAttribute("role", "status");
  const widget = new Widget({ node });
  const clear = () => {
    widget.parent = null;
    node.replaceChildren();
  };
  return {
    clear,
    say: (/** @type {string} */ text, /** @type {string} */ label, /** @type {() => void} */ press) => {
      clear();
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: label });
      button.addEventListener("click", () => {
        clear();
        press();
      });
      node.append(Object.assign(document.createElement("span"), { textContent: text }), button);
      panel.contentHeader.addWidget(widget);
      // Lumino gives a widget the room that its style asks for, and text may take two lines.
      const height = `${button.offsetTop + button.offsetHeight + MARGIN_PX}px`;
      Object.assign(node.style, { minHeight: height, maxHeight: height });
      panel.contentHeader.fit();
    },
  };
}
