// How a drawing follows its figure: all of it anew, or only the lines whose points have moved, which takes half the time.

/**
 * Returns redraw(plotly, canvas, {data, layout}, config), for one chart. Lines move where the new figure differs from the
 * one drawn before in points of lines alone; a trace that has no points, before or now, is one that plotly has no node for.
 */
export function redrawer() {
  let before = { plotly: null, frame: "", filled: false };
  return async (plotly, canvas, { data, layout }, config) => {
    const frame = JSON.stringify([layout, data.map((trace) => ({ ...trace, x: null, y: null }))]);
    const filled = data.every(({ x, y }) => x?.length && y?.length);
    const moves = before.plotly === plotly && before.frame === frame && before.filled && filled && onlyLines(data) && hasFixedAxes(layout);
    before = { plotly, frame, filled };
    if (!moves) return plotly.react(canvas, data, layout, config);
    const frames = { data: data.map(({ x, y }) => ({ x, y })), traces: data.map((_, index) => index) };
    return plotly.animate(canvas, frames, { mode: "immediate", transition: { duration: 0 }, frame: { duration: 0, redraw: false } });
  };
}

function onlyLines(data) {
  return data.every(({ type = "scatter", mode = "" }) => type === "scatter" && /^(lines|markers|lines\+markers)$/.test(mode));
}

function hasFixedAxes({ xaxis, yaxis, transition }) {
  return Boolean(xaxis?.range && yaxis?.range && !transition);
}
