import { expect, it, vi } from "vitest";
import view from "../../../ibc_edu/parts/radiation_course/view.js";
import { choose, chosenIn, open, texts } from "../open.js";
import { numbersIn } from "../views/plot/charts.js";

const content = {
  compared_name: "Compare", compared: [{ key: "usual", label: "Usual", settings: { dose: 20, days: 25 } }, { key: "short", label: "Short", settings: { dose: 80, days: 1 } }],
  dose: { min: 10, max: 80, step: 5 }, days: { min: 1, max: 35 }, leaves_out: "It leaves out much.", sources: [],
};
const picture = { compared: "usual", bars: [{ label: "Total", gray: 50 }, { label: "Cancer", gray: 25 }], sentence: "50 Gy in 25 days.", numbers: { columns: ["What", "Gy"], rows: [] } };
const show = () => open(view, { content, settings: { dose: 20, days: 25 }, picture });

it("draws one block a day, as high as its dose, and every bar to one scale with its number", () => {
  const { root } = show();
  const days = [...root.querySelectorAll(".ibc-radiation-day")];
  expect(days.length).toBe(25);
  expect(days[0].style.height).toBe("25%");
  expect([...root.querySelectorAll(".ibc-radiation-bar")].map((bar) => bar.style.width)).toEqual(["100%", "50%"]);
  expect(texts(root, ".ibc-radiation-row")).toEqual(["Total50 Gy", "Cancer25 Gy"]);
});

it("says the dose in gray, and takes over what is set or compared", () => {
  const { root, page, model } = show();
  expect(texts(root, ".ibc-slider-value")).toEqual(["2 Gy", "25"]);
  choose(page.getByLabelText("Dose a day"), "30", "input");
  expect(model.get("settings")).toEqual({ dose: 30, days: 25 });
  page.getByLabelText("Short").click();
  expect(model.get("settings")).toEqual({ dose: 80, days: 1 });
});

it("says whether the days are sessions or a single one", () => {
  const said = (days) => open(view, { content, settings: { dose: 20, days }, picture }).page.getByLabelText("Days of treatment").getAttribute("aria-valuetext");
  expect([said(1), said(25)]).toEqual(["1, a single session", "25, one session each"]);
});

it("reads out what a change has done once it rests", async () => {
  vi.useFakeTimers();
  const { root, model } = show();
  model.receive({ picture: { ...picture, sentence: "It is another now." } });
  await vi.advanceTimersByTimeAsync(1000);
  expect(root.querySelector("[role=status]").textContent).toBe("It is another now.");
});

it("says nothing by itself when it is opened", async () => {
  vi.useFakeTimers();
  const { root } = show();
  await vi.advanceTimersByTimeAsync(1000);
  expect(root.querySelector("[role=status]").textContent).toBe("");
});

it("has a course to compare with chosen for as long as it is set so", () => {
  const { root, model } = show();
  expect(chosenIn(root)).toEqual(["Usual"]);
  model.receive({ picture: { ...picture, compared: null } });
  expect(chosenIn(root)).toEqual([]);
});

it("has its choices above the blocks and the bars, and below them what it leaves out and where it comes from", () => {
  const source = { kind: "article", label: "Treatment", text: "A sentence.", date: null, caveat: null, checked: null, gate: null };
  const { root } = open(view, { content: { ...content, sources: [source] }, settings: { dose: 20, days: 25 }, picture: { ...picture, numbers: { columns: ["What", "Gy"], rows: [["Total", "50"]] } } });
  const order = ["ibc-in-a-row", "ibc-radiation-controls", "ibc-radiation-days", "ibc-radiation-bars", "ibc-radiation-sentence"];
  expect(order.map((name) => [...root.children].findIndex((child) => child.classList.contains(name)))).toEqual([2, 3, 4, 5, 6]);
  expect(texts(root, ".ibc-in-a-row .ibc-pick, .ibc-radiation-controls label")).toEqual(["Usual", "Short", "Dose a day", "Days of treatment"]);
  expect(texts(root, ".ibc-radiation-sentence, .ibc-small.ibc-muted")).toEqual(["50 Gy in 25 days.", "A model, not a plan. It leaves out much.", expect.any(String)]);
  expect(texts(root, ".ibc-sources > summary")).toEqual(["Where this comes from (1)"]);
  expect(numbersIn(root)).toEqual({ head: ["What", "Gy"], rows: [["Total", "50"]] });
  expect(show().root.querySelector(".ibc-sources")).toBeNull();
});

it("draws and says another course as it is now, hidden from a screen reader what its words say", () => {
  const { root, page, model } = show();
  choose(page.getByLabelText("Days of treatment"), "3", "input");
  expect(model.get("settings")).toEqual({ dose: 20, days: 3 });
  model.receive({ settings: { dose: 40, days: 3 }, picture: { ...picture, compared: null, bars: [{ label: "Total", gray: 12 }, { label: "Cancer", gray: 12.5 }, { label: "Skin", gray: 0 }], sentence: "12 Gy in 3 days.", numbers: { columns: ["What", "Gy"], rows: [["Total", "12"]] } } });
  expect([...root.querySelectorAll(".ibc-radiation-days > .ibc-radiation-day")].map((day) => day.style.height)).toEqual(["50%", "50%", "50%"]);
  expect(texts(root, ".ibc-slider-value, .ibc-slider-meaning")).toEqual(["4 Gy", "gray, the unit of the dose", "3", "one session each"]);
  expect(texts(root, ".ibc-radiation-sentence")).toEqual(["12 Gy in 3 days."]);
  expect(texts(root, ".ibc-radiation-amount > .ibc-radiation-number")).toEqual(["12 Gy", "12.5 Gy", "0 Gy"]);
  expect([...root.querySelectorAll(".ibc-radiation-room > .ibc-radiation-bar")].map((bar) => [bar.classList[1], bar.style.width])).toEqual([
    ["ibc-radiation-bar-0", "96%"], ["ibc-radiation-bar-1", "100%"], ["ibc-radiation-bar-2", "0%"]]);
  expect([...root.querySelectorAll("[aria-hidden=true]")].map((node) => node.className)).toEqual(["ibc-radiation-days", ...Array(3).fill("ibc-radiation-room")]);
  expect(numbersIn(root).rows).toEqual([["Total", "12"]]);
});

it("hears of nothing any more once its view is closed", () => {
  const { model, close } = show();
  close();
  expect(model.listening()).toBe(0);
});
