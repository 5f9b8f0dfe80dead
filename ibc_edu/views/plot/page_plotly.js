// The page's plotly.js: asked of a kernel once, kept for all views of all notebooks of the page. There are two: the basic
// bundle, and all of plotly.js for a figure that needs more.

const PAGE_PLOTLY = { basic: Symbol.for("ibc_edu.plotly"), full: Symbol.for("ibc_edu.plotly.full") };
const BASIC_TRACES = ["bar", "scatter"];
const PATIENCE_MS = 4000; // so long an answer may take before another view asks, at first; twice as long each time after

/** Which plotly.js a figure needs. */
export function bundleFor({ data }) {
  return data.every(({ type = "scatter" }) => BASIC_TRACES.includes(type)) ? "basic" : "full";
}

/**
 * plotly.js, "basic" or "full", as a promise. Of each notebook's views one asks, because another notebook's kernel may be busy; whichever
 * answers first serves all. The asking view is the first in its queue: if it closes, the next one asks; if its answer is
 * long in coming (its kernel may be gone), it goes to the end and the next one asks.
 */
export function pagePlotly(model, widget, bundle) {
  const full = bundle === "full";
  const page = (/** @type {any} */ (window)[PAGE_PLOTLY[bundle]] ??= { loaded: null, queues: new Map() });
  if (page.loaded) return page.loaded;
  const notebook = model.widget_manager;
  if (!page.queues.has(notebook)) page.queues.set(notebook, { views: new Set(), patience: PATIENCE_MS, timer: 0 });
  const queue = page.queues.get(notebook);
  return new Promise((resolve) => {
    const view = { resolve, ask: () => widget.send("plotly", { full }) };
    queue.views.add(view);
    widget.on("msg:custom", (answer, buffers) => { if (answer.type === "plotly" && answer.full === full) deliver(page, buffers[0]); });
    widget.signal.addEventListener("abort", () => {
      const [first] = queue.views;
      queue.views.delete(view);
      if (view === first) letFirstAsk(page, queue);
    });
    if (queue.views.size === 1) letFirstAsk(page, queue);
  });
}

function letFirstAsk(page, queue) {
  clearTimeout(queue.timer);
  const [view] = queue.views;
  if (page.loaded || !view) return;
  view.ask();
  queue.timer = setTimeout(() => {
    queue.views.delete(view);
    queue.views.add(view);
    queue.patience *= 2;
    letFirstAsk(page, queue);
  }, queue.patience);
}

/** Hand plotly.js to all views that wait for it; a second answer is not needed. */
function deliver(page, packed) {
  if (page.loaded) return;
  page.loaded = unpackPlotly(packed);
  page.loaded.catch(() => { page.loaded = null; }); // a later view may try again
  for (const { views, timer } of page.queues.values()) {
    clearTimeout(timer);
    for (const { resolve } of views) resolve(page.loaded);
  }
  page.queues.clear();
}

/** Load the gzipped module, the way this widget itself was loaded. */
async function unpackPlotly(packed) {
  const script = await new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).blob();
  const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  try {
    return (await import(url)).default;
  } finally {
    URL.revokeObjectURL(url);
  }
}
