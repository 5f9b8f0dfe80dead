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
