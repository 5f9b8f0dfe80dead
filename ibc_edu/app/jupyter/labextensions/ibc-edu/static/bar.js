// A line above a lesson that says what the reader should know, with at most one thing to press.

const LINE_PX = 66; // a button of 44 px with some room
const NARROW_PX = 640; // where text and button stand one below the other

/**
 * The line of one notebook; it takes no room while it is empty.
 * @param {any} panel
 * @param {any} Widget Lumino's class
 */
export function makeBar(panel, Widget) {
  const node = document.createElement("div");
  node.className = "ibc-lesson-bar";
  node.setAttribute("role", "status");
  const widget = new Widget({ node });
  const clear = () => {
    widget.parent = null;
    panel.contentHeader.node.style.maxHeight = "";
    node.replaceChildren();
  };
  return {
    clear,
    said: () => node.firstElementChild?.textContent ?? "",
    say: (/** @type {string} */ text, /** @type {string} */ label, /** @type {() => void} */ press) => {
      clear();
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: label });
      button.addEventListener("click", () => {
        clear();
        press();
      });
      node.append(Object.assign(document.createElement("span"), { textContent: text }), button);
      // Lumino gives a widget the room that its style asks for when it is added.
      const height = `${panel.node.clientWidth < NARROW_PX ? 2 * LINE_PX : LINE_PX}px`;
      Object.assign(node.style, { minHeight: height, maxHeight: height });
      panel.contentHeader.addWidget(widget);
      panel.contentHeader.node.style.maxHeight = height;
      panel.fit();
    },
  };
}
