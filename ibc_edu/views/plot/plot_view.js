// A plotly figure with its sentence and its numbers.

import { el, fill, openWidget, setAttribute, setText, uniqueId } from "../kit/dom.js";
import { plotChart } from "./chart.js";
import "./plot_view.css";

const ANNOUNCE_MS = 900; // so long a sentence must stay the same before it is read out
const HOVER_MS = 80; // between two messages about what is pointed at

function render(context) {
  const { model } = context;
  const title = () => model.get("figure").layout.title.text;
  const widget = openWidget(context, { className: "ibc-plot-view", label: title() });
  const sentenceId = uniqueId("sentence");
  const heading = el("p", { class: "ibc-title" });
  const sentence = el("p", { class: "ibc-plot-sentence", id: sentenceId });
  const chart = plotChart(model, widget, { describedBy: sentenceId, drawn: (canvas) => relayEvents(canvas, model, widget) });
  const numbers = numbersFold(model, widget);
  widget.root.prepend(heading, chart.node, sentence, numbers.node);

  const update = () => {
    setText(heading, title());
    setAttribute(widget.root, "aria-label", title());
    setText(sentence, model.get("sentence"));
    widget.root.classList.toggle("ibc-large", model.get("large"));
    chart.draw(model.get("figure"), title());
    chart.measure();
  };
  update();
  let quiet;
  widget.on("change:figure change:sentence change:large", update);
  widget.on("change:numbers", numbers.update);
  widget.on("change:sentence", () => {
    clearTimeout(quiet);
    if (model.get("announce")) quiet = setTimeout(() => widget.announce(model.get("sentence")), ANNOUNCE_MS);
  });
  widget.signal.addEventListener("abort", () => clearTimeout(quiet));
  return widget.close;
}

/** Send clicks and hovers to Python, if it listens. */
function relayEvents(canvas, model, widget) {
  const listens = model.get("listens");
  const point = ({ points: [at] }) => ({ trace: at.data.name, index: at.pointNumber, x: at.x, y: at.y, key: at.customdata });
  if (listens.includes("click")) {
    canvas.on("plotly_click", (event) => widget.send("click", point(event)));
    canvas.on("plotly_clickannotation", ({ annotation }) => widget.send("click", { key: annotation.name }));
  }
  if (listens.includes("hover")) {
    let timer;
    canvas.on("plotly_hover", (event) => {
      const pointed = point(event);
      clearTimeout(timer);
      timer = setTimeout(() => widget.send("hover", pointed), HOVER_MS);
    });
    widget.signal.addEventListener("abort", () => clearTimeout(timer));
  }
}

/** "Show the numbers": the table is built when it is opened. */
function numbersFold(model, widget) {
  const place = el("div", { class: "ibc-plot-numbers", role: "region", tabindex: "0" });
  const update = () => {
    if (!node.open) return;
    const { columns, numeric, rows } = model.get("numbers");
    setAttribute(place, "aria-label", `Numbers: ${widget.root.getAttribute("aria-label")}`);
    const kind = (index) => ({ class: numeric[index] ? "ibc-number" : null });
    const head = columns.map((name, index) => el("th", { scope: "col", ...kind(index) }, name));
    const cell = (text, index) => (index ? el("td", kind(index), text) : el("th", { scope: "row", ...kind(index) }, text));
    fill(place, el("table", {}, el("thead", {}, el("tr", {}, head)), el("tbody", {}, rows.map((row) => el("tr", {}, row.map(cell))))));
  };
  const node = el("details", { on: { toggle: update } }, el("summary", {}, "Show the numbers"), place);
  return { node, update };
}

export default { render };
