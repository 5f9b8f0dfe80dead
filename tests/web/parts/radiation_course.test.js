import { expect, it, vi } from "vitest";
import view from "../../../ibc_edu/parts/radiation_course/view.js";
import { choose, chosenIn, open, texts } from "../open.js";

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
