import { expect, it } from "vitest";
import { keysHelp } from "../../../../ibc_edu/views/presenter/keys_help.js";
import { fakeModel, texts } from "../../open.js";

const told = (manager) => keysHelp(Object.assign(fakeModel({}), { widget_manager: manager })).textContent;

it("tells of a second window where there is one: in a notebook", () => {
  const inNotebook = told({ context: { path: "staging.ipynb" } });
  expect(inNotebook).toContain("Keys, and how to get a second window");
  expect(inNotebook).toContain("Create New View for Output");
});

it("lists the keys behind a fold, a line for each thing that they do", () => {
  const help = keysHelp(fakeModel({}));
  expect([help.matches("details:not([open])"), texts(help, "summary")]).toEqual([true, ["Keys"]]);
  expect(texts(help, "ul.ibc-bullets > li")).toHaveLength(6);
});

it("says nothing of a notebook's menus in a page", () => {
  for (const manager of [{}, undefined]) {
    expect(told(manager)).toContain("Escape ends it.");
    expect(told(manager)).not.toMatch(/JupyterLab|right-click|second window/);
  }
});
