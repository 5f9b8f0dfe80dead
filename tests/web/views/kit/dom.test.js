import { describe, expect, it, vi } from "vitest";
import { el, fill, icon, openWidget, setText, uniqueId } from "../../../../ibc_edu/views/kit/dom.js";
import { fakeModel, open, press } from "../../open.js";

const LABEL = "A view";
const view = (build = () => {}) => ({
  render: (context) => {
    const widget = openWidget(context, { className: "ibc-sample", label: LABEL });
    build(widget);
    return widget.close;
  },
});

describe("elements", () => {
  it("set text as text, never as HTML", () => {
    const node = el("p", {}, "<b>1 < 2</b>");
    expect(node.textContent).toBe("<b>1 < 2</b>");
    expect(node.children.length).toBe(0);
  });

  it("leave out what is null, undefined or false, but show zero", () => {
    expect(el("p", {}, null, [undefined, false, [0]], "x").textContent).toBe("0x");
  });

  it("switch attributes on and off", () => {
    const node = el("button", { hidden: true, disabled: false, title: null, tabindex: 0 });
    expect(node.getAttributeNames().sort()).toEqual(["hidden", "tabindex"]);
  });

  it("draw in the namespace of SVG", () => {
    expect(icon("right").namespaceURI).toContain("svg");
    expect(icon("right").getAttribute("aria-hidden")).toBe("true");
    const lines = new Set(["right", "wrong", "partial", "missed", "info", "up", "down", "flag"].map((name) => icon(/** @type {any} */ (name)).querySelector("path").getAttribute("d")));
    expect([lines.size, lines.has(null)]).toEqual([8, false]);
  });

  it("replace what stood there before", () => {
    expect(fill(el("p", {}, "old"), "new").textContent).toBe("new");
  });

  it("keep a text node whose text is the same", () => {
    const node = el("p", {}, "same");
    const before = node.firstChild;
    setText(node, "same");
    expect(node.firstChild).toBe(before);
  });

  it("get ids that no other has", () => {
    expect(new Set(Array.from({ length: 50 }, () => uniqueId("a"))).size).toBe(50);
  });
});

describe("a view's root", () => {
  it("is a named group", () => {
    const { root } = open(view(), {});
    expect(root.getAttribute("role")).toBe("group");
    expect(root.getAttribute("aria-label")).toBe(LABEL);
    expect([...root.classList]).toEqual(["ibc-root", "ibc-sample"]);
  });

  it("keeps keys from the notebook, but not the one that saves", () => {
    const { page } = open(view((widget) => widget.root.append(el("button", {}, "Press"))), {});
    const heard = [];
    const listener = (event) => heard.push(event.key);
    document.addEventListener("keydown", listener);
    const button = page.getByRole("button");
    for (const key of ["x", "m", "ArrowDown", "Enter"]) press(button, key);
    expect(heard).toEqual([]);
    expect(button.getAttribute("data-lm-suppress-shortcuts")).toBe("true");
    press(button, "s", { ctrlKey: true });
    expect(heard).toEqual(["s"]);
    expect(button.hasAttribute("data-lm-suppress-shortcuts")).toBe(false);
    document.removeEventListener("keydown", listener);
  });

  it("keeps keys with Shift, Ctrl or Alt from the notebook, too", () => {
    const { page } = open(view((widget) => widget.root.append(el("button", {}, "Press"))), {});
    const heard = [];
    const listener = (event) => heard.push(event.key);
    document.addEventListener("keydown", listener);
    const button = page.getByRole("button");
    press(button, "M", { shiftKey: true });
    press(button, "Enter", { shiftKey: true });
    press(button, "z", { ctrlKey: true });
    press(button, "Enter", { altKey: true });
    press(button, "S", { ctrlKey: true, shiftKey: true });
    document.removeEventListener("keydown", listener);
    expect(heard).toEqual([]);
  });

  it("leaves nothing behind when it closes", () => {
    const { model, root, close } = open(view((widget) => widget.on("change:state", () => {})), {});
    expect(model.listening()).toBeGreaterThan(0);
    close();
    expect(model.listening()).toBe(0);
    expect(root.isConnected).toBe(false);
  });
});

describe("what is read out", () => {
  it("joins what is said at once", async () => {
    const { spoken } = open(view((widget) => ["One.", "Two."].forEach(widget.announce)), {});
    expect(await spoken()).toBe("One. Two.");
  });

  it("is a new element each time, so that the same sentence twice is read twice", async () => {
    let say;
    const { root, spoken } = open(view((widget) => { say = widget.announce; }), {});
    say("Right.");
    await spoken();
    const before = root.querySelector("[role=status]").firstElementChild;
    say("Right.");
    expect(await spoken()).toBe("Right.");
    expect(root.querySelector("[role=status]").firstElementChild).not.toBe(before);
  });

  it("comes without a pause, and after what runs now", async () => {
    let say;
    const { root } = open(view((widget) => { say = widget.announce; }), {});
    say("Right.");
    expect(root.querySelector("[role=status]").textContent).toBe("");
    await Promise.resolve();
    expect(root.querySelector("[role=status]").textContent).toBe("Right.");
  });
});

describe("a message to Python", () => {
  const sender = (messages) => view((widget) => messages.forEach(([type, fields]) => widget.send(type, fields)));
  const problem = (root) => root.querySelector(".ibc-problem");

  it("carries its type, its fields and a number of its own", () => {
    const { model } = open(sender([["answer", { item: "a" }], ["answer", { item: "b" }]]), {});
    expect(model.sent.map(({ type, item }) => [type, item])).toEqual([["answer", "a"], ["answer", "b"]]);
    expect(model.sent[0].message).not.toBe(model.sent[1].message);
  });

  it("says when the notebook is silent, and stops saying it when the reply comes", async () => {
    vi.useFakeTimers();
    const { model, root } = open(sender([["answer"]]), {});
    await vi.advanceTimersByTimeAsync(800);
    expect(root.hasAttribute("data-waiting")).toBe(true);
    expect(root.querySelector("[role=status]").textContent).toBe("");
    expect(problem(root).hidden).toBe(true);
    vi.advanceTimersByTime(9300);
    expect(problem(root).textContent).toContain("There is no answer yet");
    model.receive({ handled: 1 });
    await vi.advanceTimersByTimeAsync(1);
    expect(root.hasAttribute("data-waiting")).toBe(false);
    expect(problem(root).hidden).toBe(true);
    vi.useRealTimers();
  });

  it("is sent again while nobody answers, and not after the reply", async () => {
    vi.useFakeTimers();
    const { model } = open(sender([["answer"]]), {});
    vi.advanceTimersByTime(11500);
    expect(model.sent.length).toBe(2);
    expect(model.sent[1]).toEqual(model.sent[0]);
    model.receive({ handled: 1 });
    await vi.advanceTimersByTimeAsync(200000);
    expect(model.sent.length).toBe(2);
    vi.useRealTimers();
  });

  it("is still waited for when the reply to one before it comes", async () => {
    vi.useFakeTimers();
    const { model, root } = open(sender([["answer", { item: "a" }], ["answer", { item: "b" }]]), {});
    const [first, second] = model.sent;
    vi.advanceTimersByTime(800);
    model.receive({ handled: 1, answered: first.message });
    await vi.advanceTimersByTimeAsync(1);
    expect(root.hasAttribute("data-waiting")).toBe(true);
    await vi.advanceTimersByTimeAsync(11000);
    expect(model.sent.slice(2)).toEqual([second]);
    model.receive({ handled: 2, answered: second.message });
    await vi.advanceTimersByTimeAsync(200000);
    expect(root.hasAttribute("data-waiting")).toBe(false);
    expect(model.sent.length).toBe(3);
    vi.useRealTimers();
  });

  it("that the page sends by itself is waited for without a word", async () => {
    vi.useFakeTimers();
    const { root } = open(sender([["catch_up"]]), {});
    vi.advanceTimersByTime(5000);
    expect(root.hasAttribute("data-waiting")).toBe(false);
    vi.useRealTimers();
  });

  it("keeps what went wrong until the reply to one that was sent afterward", async () => {
    let send;
    const { model, root } = open(view((widget) => { send = widget.send; }), {});
    const reply = async (message, values = {}) => {
      model.receive({ handled: model.get("handled") + 1, answered: message.message, ...values });
      await Promise.resolve();
    };
    send("answer");
    await reply(model.sent[0]);
    send("answer");
    send("hint");
    model.receive({ problem: "The disk is full." }); // with the first answer, after its feedback
    await Promise.resolve();
    for (const message of model.sent.slice(1)) await reply(message, { problem: "" });
    send("catch_up"); // the page does, when the learner comes back to it
    await reply(model.sent[3]);
    expect(problem(root).textContent).toBe("The disk is full.");
    expect(problem(root).hidden).toBe(false);
    send("answer");
    await reply(model.sent[4]);
    expect(problem(root).hidden).toBe(true);
  });

  it("keeps what went wrong when another view of the widget is answered, or a message again", async () => {
    let send;
    const { model, root } = open(view((widget) => { send = widget.send; }), {});
    const reply = async (answered, values = {}) => {
      model.receive({ handled: model.get("handled") + 1, answered, ...values });
      await Promise.resolve();
    };
    send("answer");
    await reply(model.sent[0].message);
    model.receive({ problem: "The disk is full." });
    await Promise.resolve();
    await reply("another-page-1", { problem: "" });
    await reply(model.sent[0].message);
    expect(problem(root).textContent).toBe("The disk is full.");
    expect(problem(root).hidden).toBe(false);
  });

  it("finds what went wrong before it was opened, and keeps it until the learner goes on", async () => {
    let send;
    const { model, root } = open(view((widget) => { send = widget.send; }), { problem: "The disk is full." });
    for (const [type, hidden] of [["catch_up", false], ["answer", true]]) {
      send(type);
      model.receive({ handled: model.get("handled") + 1, answered: model.sent.at(-1).message, problem: "" });
      await Promise.resolve();
      expect(problem(root).hidden).toBe(hidden);
    }
  });

  it("lets a value that is taken again clear what was said of one that was refused", async () => {
    const { model, root } = open(view(), {});
    for (const [text, hidden] of [["More than 100 is too much.", false], ["", true]]) {
      model.receive({ problem: text });
      await Promise.resolve();
      expect(problem(root).hidden).toBe(hidden);
    }
  });

  it("shows what went wrong, and says it", async () => {
    const { model, root, spoken } = open(view(), {});
    model.receive({ handled: 1, problem: "This answer is no number." });
    expect(await spoken()).toBe("This answer is no number.");
    expect(problem(root).hidden).toBe(false);
  });
});

describe("what a view saves", () => {
  it("is there in whole when anybody hears of it, and goes to Python once", () => {
    let widget;
    const { model } = open(view((opened) => { widget = opened; }), { person: "Ana", trial: "one" });
    const heard = [];
    widget.on("change:person change:trial", () => heard.push([model.get("person"), model.get("trial")]));
    widget.save({ person: "Ben", trial: "two" });
    expect(heard).toEqual([["Ben", "two"], ["Ben", "two"]]);
    expect(model.saves).toBe(1);
  });
});

describe("a link to a notebook of the course", () => {
  const linked = (manager) => {
    const model = Object.assign(fakeModel({}), { widget_manager: manager });
    const { link } = openWidget({ model, el: document.body.appendChild(document.createElement("div")) }, { className: "ibc-sample", label: LABEL });
    return link("Staging", "02 staging.ipynb", "nodes");
  };

  it("names the notebook and the cell", () => {
    expect(linked({}).getAttribute("href")).toBe("02%20staging.ipynb#cell-id=nodes");
  });

  it("is JupyterLab's own where there is one, in this notebook's folder, and leads to the cell", () => {
    const handleLink = vi.fn();
    const link = linked({ context: { path: "course/lessons/01.ipynb" }, rendermime: { linkHandler: { handleLink } } });
    expect(handleLink).toHaveBeenCalledExactlyOnceWith(link, "course/lessons/02 staging.ipynb", "#cell-id=nodes");
  });
});
