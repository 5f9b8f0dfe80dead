// Mastery by objective, as a bar with its uncertainty and in words, and the mix-ups met and mended.

function render(context) {
  const { model } = context;
  const widget = openWidget(context, { className: "ibc-mastery-panel", label: "What you know" });
  const objectives = el("div", {});
  const mixUps = el("div", {});
  const refresh = el("button", { type: "button", class: "ibc-button ibc-plain", on: { click: () => widget.send("refresh") } }, "Bring this up to date");
  widget.root.append(objectives, mixUps, refresh);
  const update = () => {
    const state = model.get("state");
    fill(objectives, state.objectives.length ? byLesson(state.objectives) : el("p", {}, "Answer a few questions in the lessons first. Then this fills up."));
    fill(mixUps, mixUpList(state.mix_ups));
  };
  widget.on("change:state", update);
  update();
  return widget.close;
}

function byLesson(objectives) {
  const lessons = [...new Set(objectives.map(({ lesson }) => lesson))];
  return lessons.map((lesson) => [
    el("h3", { class: "ibc-title" }, lesson),
    el("ul", { class: "ibc-mastery" }, objectives.filter((row) => row.lesson === lesson).map(objectiveRow))]);
}

function objectiveRow({ objective, words, estimate, low, high }) {
  const percent = (share) => `${(100 * share).toFixed(1)}%`;
  return el("li", {},
    el("p", {}, objective),
    el("div", { class: "ibc-bar", "aria-hidden": "true" },
      el("span", { class: "ibc-bar-range", style: `left:${percent(low)};width:${percent(high - low)}` }),
      el("span", { class: "ibc-bar-mark", style: `left:${percent(estimate)}` })),
    el("p", { class: "ibc-muted ibc-small" }, words));
}

function mixUpList(mixUps) {
  if (!mixUps.length) return null;
  return [
    el("h3", { class: "ibc-title" }, "Mix-ups met"),
    el("ul", { class: "ibc-mix-ups" }, mixUps.map(({ belief, correction, times, mended }) =>
      el("li", {},
        el("p", {}, icon(mended ? "right" : "info"), " ", el("strong", {}, mended ? "Mended: " : `Met ${times === 1 ? "once" : `${times} times`}: `), `“${belief}”`),
        el("p", { class: "ibc-correction" }, correction))))];
}

export default { render };
