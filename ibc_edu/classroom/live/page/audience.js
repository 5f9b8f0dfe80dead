// A phone in the room: shows the question, sends the answer, and comes back to its place when the network was away.

const $ = (/** @type {string} */ id) => /** @type {any} */ (document.getElementById(id));

/** An element; texts are set as text. */
function el(/** @type {string} */ tag, /** @type {Record<string, any>} */ props, /** @type {any[]} */ ...children) {
  const node = Object.assign(document.createElement(tag), props);
  node.append(...children.flat().filter((child) => child !== null));
  return node;
}

const LINES = {
  wait: "You are in. Look at the screen: the next question comes here.",
  open: "",
  closed: "Answers are closed. Look at the screen.",
  shown: "",
  gone: "This room is closed. Thank you for taking part.",
  full: "This room is full. Raise your hand instead.",
};
const AWAY = "The connection is lost. Your place is kept; trying again…";
const SLOWEST = 8000; // ms between two tries

/** @type {Record<string, any>} */
let now = {};
/** @type {WebSocket} */
let socket;
/** @type {{place: string, response: any, keeping: boolean} | null} an answer that the server has not taken yet, and whether its sender was told that it is kept */
let unsent = null;
let tries = 0;
let over = false;
/** @type {() => any} */
let read = () => null;
let changing = false;

const say = (/** @type {string} */ text) => { $("line").textContent = text; $("line").hidden = !text; };
const send = (/** @type {any} */ message) => { if (socket.readyState === 1) socket.send(JSON.stringify(message)); };

// The controls, by the kind whose questions are answered with them. Each fills `parts` and returns how the answer is read; `given` is an earlier one.
const ticks = (/** @type {string} */ type) => (/** @type {any} */ { choices }, /** @type {any} */ given) => {
  const boxes = choices.map(({ key, text }) => [key, el("input", { type, name: "answer", checked: [given].flat().includes(key) }), text]);
  $("parts").append(...boxes.map(([, box, text]) => el("label", { className: "choice" }, box, el("span", { dir: "auto" }, text))));
  const chosen = () => boxes.filter(([, box]) => box.checked).map(([key]) => key);
  return type === "radio" ? () => chosen()[0] ?? null : chosen;
};
const typed = (/** @type {string} */ inputMode) => (/** @type {any} */ { unit }, /** @type {any} */ given) => {
  const field = el("input", { inputMode, value: given ?? "", autocomplete: "off", maxLength: 300, ariaLabel: "Your answer" });
  $("parts").append(el("div", { className: "row" }, field, el("b", {}, unit ?? "")));
  return () => field.value.trim() || null;
};
const pairs = (/** @type {string} */ from, /** @type {string} */ to) => (/** @type {any} */ item, /** @type {any} */ given) => {
  const rows = item[from].map(({ key, text }) => {
    const menu = el("select", {}, el("option", { value: "" }, "Choose…"), item[to].map((target) => el("option", { value: target.key }, target.text)));
    menu.value = given?.[key] ?? "";
    $("parts").append(el("label", { className: "pair" }, el("span", { dir: "auto" }, text), menu));
    return [key, menu];
  });
  return () => Object.fromEntries(rows.map(([key, menu]) => [key, menu.value]));
};
function order(/** @type {any} */ { steps }, /** @type {any} */ given) {
  const list = given ? given.map((key) => steps.find((step) => step.key === key)) : [...steps];
  const paint = (/** @type {string} */ focus = "") => {
    $("parts").replaceChildren(...list.map((step, place) => {
      const move = (by, sign, word) => el("button", { type: "button", id: step.key + word, ariaLabel: `Move ${word}: ${step.text}`, disabled: !list[place + by],
        onclick: () => { list.splice(place + by, 0, ...list.splice(place, 1)); paint(step.key + word); } }, sign);
      return el("div", { className: "row" }, `${place + 1}.`, el("span", { dir: "auto" }, step.text), move(-1, "↑", "up"), move(1, "↓", "down"));
    }));
    if (!focus) return;
    const used = $(focus); // at an end it can go no further: then its other button
    (used.disabled ? used.parentElement.querySelector("button:enabled") : used).focus();
  };
  paint();
  return () => list.map(({ key }) => key);
}
const CONTROLS = { single: ticks("radio"), multiple: ticks("checkbox"), numeric: typed("decimal"), short_text: typed("text"), matching: pairs("left", "right"), categorise: pairs("entries", "categories"), ordering: order };

const isBlank = (/** @type {any} */ response) => response === null || (typeof response === "object" && !Object.values(response).some(Boolean));

function sourceOf(/** @type {any} */ { kind, label, text, date, caveat, checked, gate }) {
  const article = kind === "article";
  const body = el(article ? "blockquote" : "p", { dir: "auto" }, text);
  const how = checked === null ? "" : checked ? "read in the source" : "recalled, not yet read in a source";
  const from = article ? `From the article, section “${label}”` : `Beyond the article: ${label}`;
  return el("li", {}, gate ? el("details", {}, el("summary", {}, gate.title), el("p", {}, gate.caution), body, el("small", {}, gate.rests_on)) : body,
    el("small", {}, [from, date && `as of ${date}`, how].filter(Boolean).join(", ")),
    caveat ? el("p", {}, el("b", {}, "What to know today: "), caveat) : null);
}

function showResult(/** @type {any} */ { headline, lines, explanation, sources }) {
  const words = { right: "Right: ", wrong: "Not right: ", missed: "The answer: " };
  const yours = { right: "You said, and it is right: ", wrong: "You said, and it is not right: ", missed: "You said: " };
  $("result").replaceChildren(el("h2", {}, headline),
    ...lines.map(({ verdict, chosen, answer, text }) => el("div", { className: `said ${verdict === "wrong" ? "wrong" : "right"}` },
      el("span", { dir: "auto" }, el("b", {}, (chosen ? yours : words)[verdict]), answer), el("span", { dir: "auto" }, text))),
    el("p", { dir: "auto" }, explanation),
    sources.length ? el("details", {}, el("summary", {}, `Sources (${sources.length})`), el("ul", {}, sources.map(sourceOf))) : "");
}

/** Show how things stand; what somebody is just filling in stays, as long as the question and its round are the same. */
function show(/** @type {Record<string, any>} */ state) {
  const same = state.place === now.place && state.state === now.state;
  now = state;
  over = ["gone", "full"].includes(state.state);
  $("ask").hidden = !(state.item && ["open", "closed", "shown"].includes(state.state));
  $("result").hidden = state.state !== "shown";
  $("who").hidden = over;
  if (!over && document.activeElement !== $("name")) $("name").value = state.name;
  $("kept").textContent = state.keeping ? `Your teacher keeps the answers of this class, with ${state.name ? "the name above" : `the number ${state.number} for you`}.` : "Answers are counted for this class and then forgotten.";
  if (unsent && unsent.place === state.place && state.state === "open") send({ type: "answer", ...unsent });
  if (!same && !over) showQuestion(state);
  lineOf();
}

function showQuestion(/** @type {Record<string, any>} */ { item, state, round, answer, answered, feedback }) {
  if (!item) return;
  changing = state === "open" && !answered;
  $("round").hidden = round < 2 || state === "shown";
  $("stem").textContent = item.stem;
  $("how").textContent = item.instruction;
  $("how").hidden = state === "shown";
  $("problem").textContent = "";
  $("parts").replaceChildren();
  read = CONTROLS[item.answered_as](item, answer);
  if (!feedback) return;
  showResult(feedback);
  if (document.activeElement !== $("name")) $("result").focus(); // what is typed there must arrive there
}

/** The status line, and what can be pressed. */
function lineOf() {
  const { state, answered, answer } = now;
  const open = state === "open";
  const waiting = open && !changing;
  for (const node of $("parts").querySelectorAll("input, select, button")) if (!open || waiting) node.disabled = true;
  $("parts").hidden = state === "shown";
  $("send").hidden = !open;
  $("send").textContent = waiting ? "Change my answer" : "Send my answer";
  if (waiting) say(unsent ? "Sending your answer…" : "Your answer is in.");
  else say(state === "closed" ? `${LINES.closed} ${answered ? "Your answer is in." : ""}` : LINES[state] + (state === "shown" && answer === null ? "You gave no answer to this one." : ""));
}

function hear(/** @type {any} */ message) {
  if (message.type === "state") show(message);
  if (message.type === "named") { now.name = message.name; $("name").value = message.name; show({ ...now }); say(message.name ? `You are in as ${message.name}.` : "You are in without a name."); }
  if (message.type === "taken" && message.place === now.place) {
    unsent = null;
    Object.assign(now, { answered: true, answer: message.answer });
    changing = false;
    lineOf();
  }
  if (message.type === "problem") {
    unsent = null;
    changing = true;
    for (const node of $("parts").querySelectorAll("input, select, button")) node.disabled = false;
    lineOf();
    $("problem").textContent = message.text;
  }
}

$("ask").addEventListener("submit", (/** @type {Event} */ event) => {
  event.preventDefault();
  if (now.state !== "open") return;
  if (!changing) {
    changing = true;
    $("parts").replaceChildren();
    read = CONTROLS[now.item.answered_as](now.item, now.answer);
    lineOf();
    return;
  }
  const response = read();
  $("problem").textContent = isBlank(response) ? "Choose or write an answer first." : "";
  if (isBlank(response)) return;
  unsent = { place: now.place, response, keeping: now.keeping };
  changing = false;
  lineOf();
  send({ type: "answer", ...unsent });
});
$("parts").addEventListener("input", () => { $("problem").textContent = ""; }); // which is being seen to
$("who").addEventListener("submit", (/** @type {Event} */ event) => { event.preventDefault(); send({ type: "name", name: $("name").value }); });

function connect() {
  socket = new WebSocket(`${location.href.replace(/^http/, "ws").replace(/[?#].*/, "").replace(/\/$/, "")}/ws`);
  socket.onopen = () => { tries = 0; };
  socket.onmessage = ({ data }) => hear(JSON.parse(data));
  socket.onclose = () => {
    if (over) return;
    say(AWAY);
    setTimeout(connect, Math.min(SLOWEST, 500 * 2 ** tries) * (0.5 + Math.random() / 2));
    tries += 1;
  };
}
connect();
