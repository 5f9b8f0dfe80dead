// What Python says has changed in a quiz's view, put into the view that the page has.

/**
 * Bring a view up to a change. Every view of one model hears of it, the first does it, and the model's own value is
 * what changes: a view that is opened later, and a notebook that is saved, have it too.
 * @param {Record<string, any>} view of the model
 * @param {{since: number, step: number, items: Record<string, any>[], values: Record<string, any>}} change
 * @returns {boolean} false if a change before this one is missing
 */
export function takeChange(view, { since, step, items, values }) {
  if (step <= view.step) return true;
  if (since !== view.step) return false;
  for (const item of items) view.items[item.number - 1] = item;
  Object.assign(view, values, { step });
  return true;
}
