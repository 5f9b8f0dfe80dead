// Whether answers are kept, how far the learner is, and what is due.

import { el, fill, focusOn, openWidget } from "../../views/kit/dom.js";
import { openedForm } from "../../views/kit/fields/opened_form.js";
import { fileAsker } from "../../views/kit/files.js";
import "./view.css";

const CONSENT = {
  unknown: {
    text: () => "May this course keep your answers on this computer? Nobody else gets them. Until you choose, they are kept only while this page is open.",
    actions: [["grant", "Yes, keep my answers"], ["decline", "No, keep nothing"]],
  },
  granted: {
    text: (state) => `Your answers are kept on this computer, in ${state.where}. Nobody else gets them.`,
    actions: [["decline", "Stop keeping answers"]],
  },
  declined: {
    text: () => "Nothing more is kept. Your answers stay only while this page is open.",
    actions: [["grant", "Keep my answers after all"]],
  },
  impossible: {
    text: () => "Your answers stay only while this page is open.",
    actions: [],
  },
};

function render(context) {
  const { model } = context;
  const widget = openWidget(context, { className: "ibc-record ibc-framed", label: "Your answers" });
  const consent = el("section", { "aria-label": "Keeping your answers" });
  const progress = el("section", { "aria-label": "Progress" });
  const due = el("section", { "aria-label": "Due today" });
  const copy = el("section", { "aria-label": "A copy of your answers", hidden: true });
  widget.root.append(consent, progress, due, copy);

  let asked = ""; // the message of what was chosen in this view
  const choose = (type) => {
    asked = widget.send(type);
  };
  const download = fileAsker(widget, ({ name, text }) => ({ name, blob: new Blob([text], { type: "text/csv" }) }));
  let shown = null;
  const update = () => {
    const state = model.get("state");
    const isReply = widget.hears(asked);
    if (isReply) asked = "";
    if (shown !== state.consent) fillConsent(consent, state, choose);
    if (shown !== null && shown !== state.consent) {
      widget.announce(consentText(state));
      if (isReply) focusOn(consent.querySelector("p"));
    }
    shown = state.consent;
    // Before anything was answered, a table of zeros would tell nothing.
    const begun = state.progress.some(({ answered }) => answered > 0);
    fill(progress, begun ? progressTable(state.progress, widget.link) : null);
    fill(due, begun || state.due.length ? dueList(state.due, state.next_due) : null);
    if (copy.hidden === Boolean(state.offers_copy)) fillCopy(copy, { download: () => download("export"), erase: () => choose("erase") }, state.words?.erase);
    copy.hidden = !state.offers_copy;
  };
  widget.on("change:state", update);
  update();
  widget.onReturn(() => widget.send("refresh"));
  return widget.close;
}

/** A copy to take along, and the removal of all answers after one more question. */
function fillCopy(section, { download, erase }, warning = "This removes all your answers from this course. It cannot be undone.") {
  const button = (label, act) => el("button", { type: "button", class: "ibc-button", on: { click: act } }, label);
  const remove = button("Remove my answers");
  const yes = button("Yes, remove them", erase);
  const sure = el("div", { class: "ibc-record-sure", role: "group", "aria-label": "Remove my answers" }, el("p", {}, warning),
    el("p", { class: "ibc-consent-actions" }, yes, button("Keep them", () => show(false))));
  const show = openedForm(remove, sure, { first: yes });
  fill(section, el("p", { class: "ibc-consent-actions" }, button("Download a copy of my answers", download), remove), sure);
}

/** What consent means here: where the course is served to others, Python says it. */
function consentText(state) {
  return state.words?.[state.consent] ?? CONSENT[state.consent].text(state);
}

function fillConsent(section, state, choose) {
  const { actions } = CONSENT[state.consent];
  fill(section,
    el("p", { class: "ibc-consent" }, consentText(state)),
    state.notice ? el("p", { class: "ibc-problem" }, state.notice) : null,
    el("p", { class: "ibc-consent-actions" }, actions.map(([type, label], index) =>
      el("button", { type: "button", class: `ibc-button${index === 0 && actions.length > 1 ? " ibc-primary" : ""}`, on: { click: () => choose(type) } }, label))));
}

function progressTable(lessons, link) {
  const row = ({ title, notebook, answered, right, total }) => el("tr", {},
    el("th", { scope: "row" }, link(title, notebook)),
    el("td", {}, `${answered} of ${total}`),
    el("td", {}, String(right)));
  return el("table", { class: "ibc-record-progress" },
    el("caption", {}, "Progress"),
    el("thead", {}, el("tr", {}, ["Lesson", "Questions answered", "Right in the end"].map((name) => el("th", { scope: "col" }, name)))),
    el("tbody", {}, lessons.map(row)));
}

function dueList(items, next) {
  const later = next === null ? null : el("p", { class: "ibc-muted" }, `The next question comes back ${next}.`);
  if (!items.length) return [el("p", {}, "Nothing is due for review now."), later];
  return [
    el("p", {}, el("strong", {}, `Due for review now: ${items.length}`)),
    el("ul", { class: "ibc-due" }, items.slice(0, 5).map(({ stem, place, why }) =>
      el("li", { dir: "auto" }, stem, el("span", { class: "ibc-muted ibc-small" }, ` ${why} From ${place}.`)))),
    items.length > 5 ? el("p", { class: "ibc-muted" }, `and ${items.length - 5} more`) : null,
    later,
  ];
}

export default { render };
