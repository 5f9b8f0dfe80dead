// How a drawing follows its figure: all of it anew, or only the lines and words that have moved, which takes half the time.

const MOVING = ["x", "y", "text", "customdata"]; // lists of a trace, one value a point

/**
 * Returns redraw(plotly, canvas, {data, layout}, config), for one chart. Lines and words move where the new figure differs from
 * the one drawn before in points and what is written at them alone; a trace that has no points, before or now, is one that plotly has no node for.
 */
export function redrawer() {
  let before = { plotly: null, frame: "", filled: false };
  return async (plotly, canvas, { data: given, layout }, config) => {
    const data = given.map(spaced);
    const frame = JSON.stringify([layout, data.map((trace) => ({ ...trace, ...emptied(moving(trace)) }))]);
    const filled = data.every(({ x, y }) => x?.length && y?.length);
    const moves = before.plotly === plotly && before.frame === frame && before.filled && filled && onlyLines(data) && hasFixedAxes(layout);
    before = { plotly, frame, filled };
    if (!moves) return plotly.react(canvas, data, layout, config);
    const frames = { data: data.map(moving), traces: data.map((_, index) => index) };
    return plotly.animate(canvas, frames, { mode: "immediate", transition: { duration: 0 }, frame: { duration: 0, redraw: false } });
  };
}

/** A trace whose empty words are a space: plotly may lose the words that come where it drew none. */
function spaced(trace) {
  return trace.mode === "text" && Array.isArray(trace.text) ? { ...trace, text: trace.text.map((words) => (words === "" ? " " : words)) } : trace;
}

/** The lists of a trace that can move. */
function moving(trace) {
  return Object.fromEntries(MOVING.filter((name) => Array.isArray(trace[name])).map((name) => [name, trace[name]]));
}

function emptied(lists) {
  return Object.fromEntries(Object.keys(lists).map((name) => [name, null]));
}

function onlyLines(data) {
  return data.every(({ type = "scatter", mode = "" }) => type === "scatter" && /^(lines|markers|lines\+markers|text)$/.test(mode));
}

function hasFixedAxes({ xaxis, yaxis, transition }) {
  return Boolean(xaxis?.range && yaxis?.range && !transition);
}
