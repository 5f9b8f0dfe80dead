import { expect, it } from "vitest";
import view from "../../../ibc_edu/parts/dose_trial/view.js";
import { chosenIn, open, texts } from "../open.js";

const content = { drugs: [{ key: "a", label: "Drug A" }, { key: "b", label: "Drug B" }], leaves_out: "It leaves out much." };
const moves = [{ key: "up", label: "Go up", why_not: "" }, { key: "stop", label: "Stop", why_not: "Too early." }];
const picture = { stage: "open", made: 0, moves, names: [0, 1, 2], sentence: "Three people at dose 1.", result: null,
  doses: [{ dose: 1, outcomes: [false, true, false], here: true }, { dose: 2, outcomes: [], here: false }] };
const settings = { drug: "a", run: 1, moves: [], named: null };
const show = (more = {}) => open(view, { content, settings, picture: { ...picture, ...more } });

it("shows at each dose who was treated and who was affected", () => {
  const { root } = show();
  const rows = [...root.querySelectorAll(".ibc-dose-table tbody tr")];
  expect(rows.map((row) => texts(row, "th, td:last-child"))).toEqual([["Dose 2", "nobody yet"], ["Dose 1 (now)", "1 of 3"]]);
  const drawn = (kind) => rows[1].querySelector(`.ibc-trial-person-${kind}`).getAttribute("d").match(/a/g)?.length;
  expect([drawn("plain"), drawn("marked")]).toEqual([2, 1]);
});

it("takes a decision once, and none that is not allowed, with the reason", () => {
  const { page, model } = show();
  page.getByText("Stop").click();
  expect(model.get("settings").moves).toEqual([]);
  expect(page.getByText("Too early.")).toBeTruthy();
  page.getByText("Go up").click();
  page.getByText("Go up").click();
  expect(model.get("settings").moves).toEqual(["up"]);
});

it("gives each reason why something cannot be decided, and each once", () => {
  const { page } = show({ moves: [moves[1], { key: "down", label: "Go down", why_not: "It is the lowest." }, { key: "up", label: "Go up", why_not: "Too early." }] });
  expect(page.getByText("Too early. It is the lowest.")).toBeTruthy();
});

it("starts anew with another drug and with other people", () => {
  const { page, model } = open(view, { content, picture, settings: { ...settings, moves: ["up"], named: 1 } });
  page.getByText("Start again with other people").click();
  expect(model.get("settings")).toEqual({ drug: "a", run: 2, moves: [], named: null });
  page.getByLabelText("Drug B").click();
  expect(model.get("settings")).toEqual({ drug: "b", run: 1, moves: [], named: null });
});

it("lets a dose be named, each button for its own dose", () => {
  const { page, model } = show({ stage: "naming" });
  page.getByText("Dose 2", { selector: "button" }).click();
  expect(model.get("settings").named).toBe(2);
  page.getByText("No dose: too harsh for people").click();
  expect(model.get("settings").named).toBe(0);
});

it("shows how often 1,000 trials named each dose, the learner's own marked, and says it", async () => {
  const { root, page, model, spoken } = show();
  page.getByText("Go up").click();
  const result = { risks: [5, 30], named: 1, counts: { "3+3": [100, 600, 300], BOIN: [50, 700, 250] }, sentence: "You named dose 1.", decisions: [["Dose 1: 1 of 3", "Go up", "Stay", "Go up"]] };
  model.receive({ picture: { ...picture, stage: "done", result } });
  expect(await spoken()).toBe("You named dose 1.");
  const [bars, decisions] = root.querySelectorAll(".ibc-dose-result table");
  expect([...bars.querySelectorAll("tbody tr")].map((row) => texts(row, "th, td"))).toEqual([["No dose", "", "100", "50"], ["Dose 1 yours", "5%", "600", "700"], ["Dose 2", "30%", "300", "250"]]);
  expect(texts(decisions, "tbody tr")).toEqual(["Dose 1: 1 of 3Go upStayGo up"]);
  expect(document.activeElement.textContent).toBe("Your trial beside 1,000 others");
});

it("marks the learner's own also where no dose was named", () => {
  const result = { risks: [40, 60], named: 0, counts: { "3+3": [900, 80, 20] }, sentence: "You named none.", decisions: [] };
  const { root } = show({ stage: "done", result });
  expect(texts(root, ".ibc-trial-own th")).toEqual(["No dose yours"]);
});

it("leaves the focus on the button of a decision, which the next one may need again", () => {
  const { page, model } = show();
  const up = page.getByText("Go up");
  up.focus();
  up.click();
  model.receive({ picture: { ...picture, made: 1, moves: [{ ...moves[0], label: "Go up again" }, moves[1]], sentence: "Three more." } });
  expect(document.activeElement).toBe(up);
  expect(up.textContent).toBe("Go up again");
});

it("leads the focus to the next decision when the button that was pressed goes", () => {
  const { root, page, model } = show({ moves: [{ key: "begin", label: "Treat the first people", why_not: "" }] });
  const begin = page.getByText("Treat the first people");
  begin.focus();
  begin.click();
  model.receive({ picture: { ...picture, made: 1 } });
  expect(begin.isConnected).toBe(false);
  expect(document.activeElement).toBe(root.querySelector(".ibc-trial-panel p"));
});

it("takes no focus from elsewhere when the decisions change", () => {
  const { page, model } = show({ moves: [{ key: "begin", label: "Treat the first people", why_not: "" }] });
  const again = page.getByText("Start again with other people");
  again.focus();
  model.receive({ picture: { ...picture, made: 1 } });
  expect(document.activeElement).toBe(again);
});

it("leads the focus on in the view where somebody decides, and in no other view of the same trial", () => {
  const stage = show();
  const notes = document.body.appendChild(document.createElement("div"));
  const close = view.render({ model: stage.model, el: notes });
  stage.page.getByText("Go up").click();
  stage.model.receive({ picture: { ...picture, stage: "naming", made: 1 } });
  expect(document.activeElement).toBe(stage.root.querySelector(".ibc-trial-panel p"));
  close();
});

it("has the drug chosen that is tried, also where another view chose it", () => {
  const { root, model } = show();
  expect(chosenIn(root)).toEqual(["Drug A"]);
  model.receive({ settings: { ...settings, drug: "b" }, picture: { ...picture, sentence: "Nobody yet." } });
  expect(chosenIn(root)).toEqual(["Drug B"]);
});

it("keeps the focus on the decision that is open again among others than before", () => {
  const { root, page, model } = show({ moves: [{ key: "stay", label: "Treat the first 3 people at dose 1", why_not: "" }] });
  const stay = page.getByText("Treat the first 3 people at dose 1");
  stay.focus();
  stay.click();
  model.receive({ picture: { ...picture, made: 1, moves: [moves[0], { key: "stay", label: "Stay at dose 1", why_not: "" }, moves[1]] } });
  expect(texts(root, ".ibc-trial-panel button")).toEqual(["Go up", "Stay at dose 1", "Stop"]);
  expect(document.activeElement.textContent).toBe("Stay at dose 1");
});

const result = { risks: [5, 30], named: 1, counts: { "3+3": [100, 600, 300], BOIN: [50, 700, 250] }, sentence: "You named dose 1.", decisions: [["Dose 1: 1 of 3", "Go up", "Stay", "Go up"]] };

it("says what its table and its signs count, fifteen people in a row, and marks the dose of now", () => {
  const doses = [{ dose: 1, outcomes: Array(18).fill(false), here: false }, { dose: 2, outcomes: [true], here: true }];
  const { root } = show({ doses });
  expect(texts(root, ".ibc-trial-table.ibc-dose-table > caption, .ibc-dose-table th[scope=col]")).toEqual(["People treated at each dose, lowest dose at the bottom", "Dose", "People", "Affected"]);
  expect(texts(root, "tr.ibc-here > th[scope=row]")).toEqual(["Dose 2 (now)"]);
  expect(texts(root, ".ibc-here-mark")).toEqual(["(now)"]);
  expect(texts(root, "tr:not(.ibc-here) > th[scope=row]")).toEqual(["Dose 1"]);
  expect([...root.querySelectorAll(".ibc-dose-table svg")].map((svg) => svg.getAttribute("viewBox"))).toEqual(["0 0 10 10", "0 0 150 20"]);
  const key = [...root.querySelectorAll(".ibc-trial-people-key > li")].map((item) => [["plain", "marked"].filter((kind) => item.querySelector(`.ibc-trial-person-${kind}`).getAttribute("d")), item.textContent]);
  expect(key).toEqual([[["plain"], "a person without a dose-limiting side effect"], [["marked"], "a person with one"]]);
  expect(texts(root, ".ibc-in-a-row > legend, .ibc-trial-note")).toEqual(["Which drug?", expect.stringContaining("It leaves out much.")]);
});

it("asks for what the stage asks for, with the reasons only where something is not allowed, and for nothing at the end", () => {
  const { root, page, model } = show();
  const panel = page.getByRole("group", { name: "Your decision" });
  const asked = () => [panel.hidden, texts(panel, "p")[0], texts(panel, ".ibc-trial-buttons > button"), texts(panel, ".ibc-muted.ibc-small")[0]];
  expect(asked()).toEqual([false, "You lead this trial. What comes next?", ["Go up", "Stop"], "Too early."]);
  expect([...panel.querySelectorAll("button")].map((node) => node.getAttribute("aria-disabled"))).toEqual([null, "true"]);
  model.receive({ picture: { ...picture, moves: [{ ...moves[0], why_not: "" }, { ...moves[1], why_not: "" }], sentence: "Six people." } });
  expect(asked()[3]).toBe("");
  for (const few of [[moves[0]], moves]) {
    model.receive({ picture: { ...picture, moves: few.map((move) => ({ ...move, why_not: "" })) } });
    expect(asked()[2]).toEqual(few.map(({ label }) => label));
  }
  expect(panel.querySelectorAll("[aria-disabled]").length).toBe(0);
  page.getByText("Stop").click();
  expect(model.get("settings").moves).toEqual(["stop"]);
  model.receive({ picture: { ...picture, made: 1, stage: "naming", names: [0, 1], sentence: "You stopped." } });
  expect(asked()).toEqual([false, "You stopped. Which dose would you take on to the next trial?", ["No dose: too harsh for people", "Dose 1"], ""]);
  model.receive({ picture: { ...picture, stage: "done", result } });
  expect(asked()[0]).toBe(true);
  expect(texts(root, ":scope > .ibc-trial-sentence, :scope > .ibc-trial-buttons > .ibc-button")).toEqual(["Three people at dose 1.", "Start again with other people"]);
});

it("takes the result away when the trial is started again, and asks for the first decision anew", () => {
  const { root, page, model } = show({ stage: "done", result });
  expect(root.querySelector(".ibc-dose-result").childElementCount).toBeGreaterThan(0);
  model.receive({ picture: { ...picture, sentence: "Nobody yet.", doses: picture.doses.map((dose) => ({ ...dose, outcomes: [], here: false })) } });
  expect(root.querySelector(".ibc-dose-result").childElementCount).toBe(0);
  expect(page.getByText("Go up").closest("[hidden]")).toBeNull();
  expect(texts(root, ":scope > .ibc-trial-sentence")).toEqual(["Nobody yet."]);
  expect(texts(root, ".ibc-dose-table tbody td:last-child")).toEqual(["nobody yet", "nobody yet"]);
});

it("reads out what each decision led to, and moves no focus and says nothing when it is opened", async () => {
  const { page, model, spoken } = show({ stage: "naming" });
  expect(await spoken()).toBe("");
  expect(document.activeElement).toBe(document.body);
  model.receive({ picture: { ...picture, stage: "done", result } }); // another view named a dose
  expect(await spoken()).toBe("You named dose 1.");
  expect(document.activeElement).toBe(document.body);
  model.receive({ picture: { ...picture, sentence: "Nobody yet." } });
  expect(await spoken()).toBe("Nobody yet.");
  page.getByText("Go up").click();
  model.receive({ picture: { ...picture, made: 1, sentence: "Three more." } });
  expect(await spoken()).toBe("Three more.");
  expect(document.activeElement).toBe(document.body); // a decision among the same ones leads nowhere else
});

it("names what the tables of the result count, each bar to the scale of 1,000 trials", () => {
  const { root } = show({ stage: "done", result });
  const [bars, decisions] = root.querySelectorAll(".ibc-dose-result table.ibc-trial-table");
  expect(texts(bars, "caption, thead th")).toEqual(["Which dose 1,000 trials named, by rule", "Dose named", "True risk", "3+3", "BOIN"]);
  expect([...bars.querySelectorAll(".ibc-trial-bar-a")].map((bar) => bar.style.width)).toEqual(["10%", "60%", "30%"]);
  expect(texts(decisions, "thead th[scope=col]")).toEqual(["What you saw", "You", "3+3", "BOIN"]);
  expect(texts(decisions, "tbody th[scope=row], tbody td")).toEqual(["Dose 1: 1 of 3", "Go up", "Stay", "Go up"]);
  expect(decisions.closest("details").open).toBe(false);
  expect(texts(root, ".ibc-dose-result > .ibc-title.ibc-trial-heading, .ibc-dose-result > .ibc-trial-sentence")).toEqual(["Your trial beside 1,000 others", "You named dose 1."]);
});

it("hears of nothing any more once its view is closed", () => {
  const { model, close } = show();
  close();
  expect(model.listening()).toBe(0);
});
