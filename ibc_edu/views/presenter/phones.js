// Phones that answer: the room's settings on the card, the address for the whole screen, a line under each question.

import { el, fill, focusOn, setAttribute, setText, uniqueId } from "../kit/dom.js";
import { onEscape, openedForm } from "../kit/fields/opened_form.js";

const QUIET = 4; // modules of white that a QR code needs around it
const LOCAL = /^(localhost|127\.|\[::1\])/;

/** How many, with the right form of the word. */
const count = (n, one, many = `${one}s`) => `${n} ${n === 1 ? one : many}`;

/** The address as somebody types it. */
const typed = (url) => url.replace(/^\w+:\/\//, "");

/**
 * @param {{do: (what: string, fields?: Record<string, any>) => void, join: (on?: boolean) => void}} acts
 * @param {string} title of what is presented, for a page can hold several presenters
 */
export function phonesPanel(acts, title) {
  const settings = roomSettings(acts, title);
  const line = questionLine(acts);
  const screen = joinScreen(acts);
  const common = el("div", { class: "ibc-presenter-common" });
  const bar = el("button", { type: "button", class: "ibc-button", hidden: true, on: { click: () => acts.join() } }, "Phones (Q)");
  return {
    settings: settings.node,
    line: line.node,
    screen: screen.node,
    common,
    bar,
    /** Show what Python says of the phones; `kind` is that of the step, `asks` whether any step is a question. */
    show(phones, { joining, kind, role, asks }) {
      const open = Boolean(phones.url);
      setAttribute(settings.node, "hidden", !phones.available || !(asks || open));
      setAttribute(bar, "hidden", !open || role === "card");
      settings.show(phones);
      line.show(phones, open && kind === "question" && role !== "card");
      screen.show(phones, open && joining && role === "stage");
      commonAnswers(common, open && role === "notes" && kind === "question" ? phones.poll : null);
    },
  };
}

/** On the card: let phones in, choose the address, keep answers or not, end the room. */
function roomSettings(acts, title) {
  const button = (text, act, style = "") => el("button", { type: "button", class: `ibc-button ${style}`, on: { click: act } }, text);
  const keep = el("input", { type: "checkbox", id: uniqueId("keep"), on: { change: () => acts.do("keep", { on: keep.checked }) } });
  const offer = addressOffer(acts, button);
  const where = el("p", { dir: "auto" });
  const kept = el("p", { class: "ibc-small ibc-muted" });
  const end = button("End the room");
  const forgets = el("p");
  const stay = button("Keep it open", () => ask(false));
  const sure = el("div", { class: "ibc-presenter-ask" }, forgets,
    el("div", { class: "ibc-presenter-actions" }, stay, button("End it", () => { acts.do("end"); ask(false); })));
  const ask = openedForm(end, sure, { first: stay });
  const shows = button("Show the address on the screen", () => acts.join(true));
  const open = el("div", { class: "ibc-presenter-room" }, where,
    el("label", { class: "ibc-presenter-keep", for: keep.id }, keep, el("span", {}, "Keep answers from now on, for the tables of this class. Phones are told so; names are those that people type, or a number.")),
    el("div", { class: "ibc-presenter-actions" }, shows, end), sure);
  const node = el("section", { class: "ibc-presenter-room", "aria-label": `Phones: ${title}`, hidden: true }, offer.begin, offer.choices, open, kept, networkHelp());
  return {
    node,
    show({ addresses, resumes, url, phones, keeping, kept: path, lost }) {
      offer.show(addresses, resumes, Boolean(url));
      setAttribute(open, "hidden", !url);
      const focused = document.activeElement;
      if (node.contains(focused) && focused?.closest("[hidden]")) focusOn(url ? shows : offer.begin); // what had it is gone
      keep.checked = Boolean(keeping);
      setText(where, url ? `Phones join at ${typed(url)}. ${count(phones, "phone is", "phones are")} in.${lost ? " The server does not answer just now." : ""}` : "");
      setText(forgets, `End the room? Its answers are forgotten${keeping || path ? ", except those that are kept" : ""}.`);
      setText(kept, path ? `Kept in ${path}. For tables of the class, type: ibc-edu class "${folderOf(path)}" --out class.html` : "");
    },
  };
}

/** The folder that a file is in, as the computer that keeps it writes it. */
const folderOf = (path) => path.replace(/[\\/][^\\/]*$/, "");

/** The button that lets phones in, and in its place the addresses to choose from, which Python finds; Escape leaves them. */
function addressOffer(acts, button) {
  let wanted = false; // whether the button was pressed in this view, and the addresses are still to come
  let left = false;
  let known = "";
  let again = () => {};
  const begin = button("Let phones answer", () => {
    wanted = true;
    left = false;
    acts.do("offer");
    again();
  });
  const choices = el("div", { class: "ibc-presenter-addresses", role: "group", "aria-label": "Address for phones" });
  onEscape(choices, () => {
    left = true;
    again();
    focusOn(begin);
  });
  const show = (addresses, resumes, isOpen) => {
    again = () => show(addresses, resumes, isOpen);
    const choosing = Boolean(addresses) && !isOpen && !left;
    setAttribute(begin, "hidden", isOpen || choosing);
    setAttribute(choices, "hidden", !choosing);
    if (!choosing) return;
    const found = JSON.stringify([addresses, resumes]);
    const follows = wanted || choices.contains(document.activeElement);
    if (known !== found) fill(choices, addressChoices(addresses, resumes, acts));
    known = found;
    if (follows && !choices.contains(document.activeElement)) focusOn(choices.querySelector("button") ?? choices);
    wanted = false;
  };
  return { begin, choices, show };
}

function addressChoices(addresses, resumes, acts) {
  const here = LOCAL.test(location.host) ? [] : [["The address of this page", { origin: location.origin }]];
  const all = [...here, ...addresses.map(({ address, network }) => [`${address} (${network})`, { address }])];
  if (!all.length) return el("p", {}, "This computer is on no network. Join the Wi-Fi that the phones use, or your phone's hotspot, and try again.");
  return [
    el("p", {}, resumes ? "A room for this lesson is open; it goes on with the answers it has. Which address can the phones reach?" : "Which address can the phones reach? It is one of this computer's, on the network that the phones use too. It serves the questions and nothing else."),
    el("div", { class: "ibc-presenter-actions" }, all.map(([text, where]) => el("button", { type: "button", class: "ibc-button", on: { click: () => acts.do("open", where) } }, text))),
  ];
}

/** What to do when phones do not get through, in words that need no technician. */
function networkHelp() {
  return el("details", {}, el("summary", {}, "If phones cannot open the address"),
    el("ul", { class: "ibc-bullets" }, [
      "Phones must be on the same network as this computer, and not on mobile data. Turn off a VPN, on the phones and here.",
      "This computer may ask whether Python may be reached from the network: allow it. If it never asked, its firewall may forbid it.",
      "Many guest and school networks keep devices apart. No setting here changes that. Open the hotspot of a phone, let this computer and the class join it, and choose the new address; a phone lets in five to ten others.",
      "A course that your school runs on a server has an address that every phone reaches: choose “The address of this page” there.",
      "Raised hands work without any network: press the letter of an answer for each hand.",
    ].map((line) => el("li", {}, line))));
}

/** Under a question: how many have answered, and what can be done. */
function questionLine(acts) {
  const words = el("span", { role: "status" });
  const button = (text, what) => el("button", { type: "button", class: "ibc-button", on: { click: () => acts.do(what) } }, text);
  const [close, reopen, again] = [button("Close answers", "close"), button("Open answers again", "reopen"), button("Ask phones again after the talk", "again")];
  const node = el("div", { class: "ibc-presenter-phones", hidden: true }, words, close, reopen, again);
  return {
    node,
    show({ poll, phones, url, lost }, shown) {
      setAttribute(node, "hidden", !shown || !poll);
      if (!shown || !poll) return;
      const { state, round, answered, hands, outcomes } = poll;
      const said = state === "closed" ? " Answers are closed." : "";
      setText(words, lost ? "The server does not answer; answers that phones have sent are safe with it." : `${typed(url)} · ${round > 1 ? "Second round: " : ""}${answered} of ${count(phones, "phone")} answered.${said}${outcomes ? ` ${outcomesText(outcomes)}` : ""}`);
      setAttribute(close, "hidden", state !== "open");
      setAttribute(reopen, "hidden", state !== "closed");
      setAttribute(again, "hidden", hands || round > 1 || state === "shown");
    },
  };
}

/** How the rounds went, with n. */
function outcomesText(outcomes) {
  const text = ({ correct, partial, incorrect }) => {
    const n = correct + partial + incorrect;
    if (!n) return "no answers";
    return `${correct} right${partial ? `, ${partial} partly right` : ""}, ${incorrect} not (n = ${n})`;
  };
  return outcomes.length > 1 ? `First: ${text(outcomes[0])}. Then: ${text(outcomes[1])}.` : `${text(outcomes[0])}.`;
}

/** For the speaker alone: what was written, commonest first. Nobody's words are put on the screen unseen. */
function commonAnswers(node, poll) {
  const common = poll?.common ?? [];
  fill(node, common.length ? [el("h3", { class: "ibc-title" }, "Commonest answers from phones"), el("ul", { class: "ibc-bullets" }, common.map(([text, n]) => el("li", { dir: "auto" }, `${n} × ${text}`)))] : null);
}

/** The address and its code, as large as the screen. */
function joinScreen(acts) {
  const picture = el("div", { class: "ibc-presenter-qr" });
  const address = el("p", { class: "ibc-presenter-address", dir: "ltr" });
  const joined = el("p", { role: "status" });
  const node = el("div", { class: "ibc-presenter-join", hidden: true },
    el("p", { class: "ibc-presenter-join-title" }, "Answer from your phone"), picture, el("p", {}, "Point the camera at the code, or type:"), address, joined,
    el("p", { class: "ibc-muted ibc-presenter-join-note" }, "No account, no app. A name only if you like."),
    el("button", { type: "button", class: "ibc-button", on: { click: () => acts.join(false) } }, "Back to the lesson (Q)"));
  let drawn = "";
  return {
    node,
    show({ url, qr, phones }, shown) {
      setAttribute(node, "hidden", !shown);
      if (!url) return;
      setText(address, typed(url));
      setText(joined, `${count(phones, "phone is", "phones are")} in.`);
      if (drawn !== url) fill(picture, qrCode(qr, url));
      drawn = url;
    },
  };
}

/** A QR code from rows of 0 and 1; black on white in both themes, as cameras want it. */
export function qrCode(rows, url) {
  const side = rows.length + 2 * QUIET;
  const path = rows.map((row, y) => [...row].map((dark, x) => (dark === "1" ? `M${x + QUIET} ${y + QUIET}h1v1h-1z` : "")).join("")).join("");
  return el("svg", { viewBox: `0 0 ${side} ${side}`, role: "img", "aria-label": `QR code for ${url}`, "shape-rendering": "crispEdges" },
    el("rect", { width: side, height: side, fill: "#ffffff" }), el("path", { d: path, fill: "#000000" }));
}
