// A finger drawn sideways over a card.

const FAR = 48; // px
const LEVEL = 2; // times as far sideways as up or down

/**
 * Call a function when a finger was drawn sideways over a node. A finger that scrolls the page never does it: with the
 * style `touch-action: pan-y` the browser takes such a finger away.
 * @param {HTMLElement} node
 * @param {() => void} act
 */
export function onSwipe(node, act) {
  /** @type {{id: number, x: number, y: number} | null} */
  let from = null;
  const forget = () => { from = null; };
  node.addEventListener("pointerdown", ({ pointerId, pointerType, isPrimary, clientX, clientY }) => {
    from = pointerType === "touch" && isPrimary ? { id: pointerId, x: clientX, y: clientY } : null;
  });
  node.addEventListener("pointercancel", forget);
  node.addEventListener("pointerup", ({ pointerId, clientX, clientY }) => {
    if (from?.id === pointerId) {
      const [right, down] = [Math.abs(clientX - from.x), Math.abs(clientY - from.y)];
      if (right >= FAR && right >= LEVEL * down) act();
    }
    forget();
  });
}
