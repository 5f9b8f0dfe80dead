import { expect, it } from "vitest";
import view from "../../../ibc_edu/parts/check_ups/view.js";
import { choose, open, texts } from "../open.js";

const checkUp = (group, what, more = {}) => ({ group, what, who: "", how: `How ${what}`, how_often: `Often ${what}`, why: `Why ${what}`, sources: [], ...more });
const content = {
  groups: [{ key: "everyone", label: "Whatever the treatment" }, { key: "chemo", label: "Chemotherapy" }],
  check_ups: [checkUp("everyone", "Weight"), checkUp("chemo", "Blood count", { who: "docetaxel" }), checkUp("chemo", "Heart")],
  signs: { everyone: [], chemo: [{ key: "f", sign: "Fever", urgency: "emergency", act: "", why: "Infection.", who: "", sources: [] }] },
  urgencies: [{ key: "emergency", name: "Emergency: go", text: "Go now." }], sign_sources: {},
};

it("lists the check-ups of the chosen treatment and no other, and counts them", () => {
  const { root, page } = open(view, { content, group: "everyone" });
  expect(page.getByText("1 check-up: weight.")).toBeTruthy();
  expect(texts(root, "h3")).toEqual(["Weight"]);
  expect(texts(root, "dt, dd")).toEqual(["How", "How Weight", "How often", "Often Weight", "Why", "Why Weight"]);
});

it("follows the menu, saves the choice and reads out the result", async () => {
  const { root, page, model, spoken } = open(view, { content, group: "everyone" });
  choose(page.getByLabelText("Show the check-ups for"), "chemo");
  expect(model.get("group")).toBe("chemo");
  expect(model.saves).toBe(1);
  expect(texts(root, "h3")).toEqual(["Blood count with docetaxel", "Heart"]);
  expect(await spoken()).toBe("2 check-ups: blood count; heart.");
  expect(texts(root, ".ibc-sign-list li")).toEqual(["Fever. Infection."]);
});

it("has its menu at the treatment whose check-ups it lists, at first and when another view chose", () => {
  const { page, model } = open(view, { content, group: "chemo" });
  const menu = page.getByLabelText("Show the check-ups for");
  expect(menu.value).toBe("chemo");
  model.receive({ group: "everyone" });
  expect(menu.value).toBe("everyone");
});
