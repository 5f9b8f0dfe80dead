// A certificate of completion: a name to type, a page to print or to save.

import { el, fill, openWidget, uniqueId } from "../../views/kit/dom.js";
import { paperPage, printPaper, savePaper } from "../../views/kit/paper.js";
import "./view.css";

function render(context) {
  const { model } = context;
  const widget = openWidget(context, { className: "ibc-certificate ibc-framed", label: "Certificate of completion" });
  const body = el("div", {});
  const refresh = el("button", { type: "button", class: "ibc-button ibc-plain", on: { click: () => widget.send("refresh") } }, "Bring this up to date");
  widget.root.append(body, refresh);

  let shown = "";
  const update = () => {
    const { at, ...state } = model.get("state");
    state.date = localDate(at, state.date);
    if (JSON.stringify(state) === shown) return; // a name that is being typed stays
    shown = JSON.stringify(state);
    fill(body, state.missing.length ? stillToDo(state.missing) : nameForm(state));
  };
  widget.on("change:state", update);
  update();
  widget.onReturn(() => widget.send("refresh"));
  return widget.close;
}

/** The reader's own date: the kernel may run on a computer in another part of the world. */
function localDate(at, date) {
  const time = new Date(at);
  return Number.isNaN(time.getTime()) ? date : time.toLocaleDateString("en-US", { year: "numeric", month: "long", day: "numeric" });
}

function stillToDo(missing) {
  return [el("h3", { class: "ibc-title" }, "Your certificate is ready when this is done"), el("ul", { class: "ibc-todo" }, missing.map((item) => el("li", {}, item)))];
}

function nameForm(state) {
  const name = el("input", { type: "text", id: uniqueId("name"), maxlength: 80, autocomplete: "off" });
  const button = (label, action) => el("button", { type: "button", class: "ibc-button", on: { click: () => action(certificatePage(state, name.value.trim())) } }, label);
  return [
    el("h3", { class: "ibc-title" }, "Your certificate is ready"),
    el("div", { class: "ibc-certificate-text" },
      el("p", {}, `Dated ${state.date}, it says that you worked through “${state.course}” and`),
      el("ul", { class: "ibc-todo" }, state.done.map((item) => el("li", {}, item))),
      el("p", { class: "ibc-muted ibc-small" }, state.limits)),
    el("p", { class: "ibc-certificate-name" }, el("label", { for: name.id }, "Name to print on it (it is not kept)"), name),
    el("p", { class: "ibc-certificate-actions" }, button("Print, or save as PDF", (page) => printPaper(page, "Certificate")),
      button("Save as a web page", (page) => savePaper(page, "certificate.html"))),
  ];
}

const CERTIFICATE_STYLE = `
  @page { size: landscape; margin: 20mm; }
  body { font: 14pt/1.5 Georgia, "Times New Roman", serif; color: #1f2328; max-width: 230mm; margin: 15mm auto; text-align: center; }
  h1 { font-size: 26pt; margin: 0 0 8mm; }
  .name { font-size: 22pt; border-bottom: 1px solid #555c65; display: inline-block; min-width: 120mm; padding: 0 5mm; }
  ul { list-style: none; padding: 0; }
  .limits { font-size: 10pt; color: #444; margin-top: 12mm; }`;

/** The certificate as a page of its own. */
function certificatePage({ course, date, done, limits }, name) {
  const page = paperPage("Certificate of completion", CERTIFICATE_STYLE);
  const { node } = page;
  const list = node("ul");
  list.append(...done.map((item) => node("li", item)));
  page.body.append(
    node("h1", "Certificate of completion"), node("p", name || "\u00a0", "name"), node("p", `worked through “${course}”`),
    list, node("p", date), node("p", limits, "limits"));
  return page;
}

export default { render };
