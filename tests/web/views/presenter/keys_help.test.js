import { expect, it } from "vitest";
import { keysHelp } from "../../../../ibc_edu/views/presenter/keys_help.js";
import { fakeModel } from "../../open.js";

const told = (manager) => keysHelp(Object.assign(fakeModel({}), { widget_manager: manager })).textContent;

it("tells of a second window where there is one: in a notebook", () => {
  const inNotebook = told({ context: { path: "staging.ipynb" } });
  expect(inNotebook).toContain("Keys, and how to get a second window");
  expect(inNotebook).toContain("Create New View for Output");
});

it("says nothing of a notebook's menus in a page", () => {
  for (const manager of [{}, undefined]) {
    expect(told(manager)).toContain("Escape ends it.");
    expect(told(manager)).not.toMatch(/JupyterLab|right-click|second window/);
  }
});
