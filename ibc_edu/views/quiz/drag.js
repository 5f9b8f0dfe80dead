// Dragging with mouse, finger or pen; a press without a move is a tap.

const MOVED_PX = 6;

/**
 * Make a node one that can be dragged. While it moves, `over(element)` is told what lies under the pointer, or null;
 * then `drop(element)`, with null where the drag was given up. `tap()` is told of a press that did not move.
 * @param {HTMLElement} node
 * @param {{isOn: () => boolean, over: (element: Element | null) => void, drop: (element: Element | null) => void, tap?: () => void, follows?: boolean}} acts
 */
export function draggable(node, { isOn, over, drop, tap = () => {}, follows = true }) {
  /** @type {{id: number, x: number, y: number, moved: boolean} | null} */
  let held = null;
  const below = (/** @type {PointerEvent} */ event) =>
    document.elementsFromPoint(event.clientX, event.clientY).find((element) => !node.contains(element)) ?? null;
  const end = () => {
    held = null;
    delete node.dataset.dragged;
    node.style.translate = "";
  };
  node.addEventListener("pointerdown", (event) => {
    if (!isOn() || event.button !== 0 || held || /** @type {Element} */ (event.target).closest("button, select")) return;
    held = { id: event.pointerId, x: event.clientX, y: event.clientY, moved: false };
    node.setPointerCapture?.(event.pointerId);
  });
  node.addEventListener("pointermove", (event) => {
    if (event.pointerId !== held?.id) return;
    const [x, y] = [event.clientX - held.x, event.clientY - held.y];
    held.moved ||= Math.hypot(x, y) > MOVED_PX;
    if (!held.moved) return;
    node.dataset.dragged = "";
    if (follows) node.style.translate = `${x}px ${y}px`;
    over(below(event));
  });
  node.addEventListener("pointerup", (event) => {
    if (event.pointerId !== held?.id) return;
    const target = held.moved ? below(event) : null;
    const { moved } = held;
    end();
    over(null);
    if (moved) drop(target);
    else tap();
  });
  node.addEventListener("pointercancel", (event) => {
    if (event.pointerId !== held?.id) return;
    const { moved } = held;
    end();
    over(null);
    if (moved) drop(null);
  });
}
