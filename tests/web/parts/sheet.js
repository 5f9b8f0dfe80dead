// What a part's sheet finds in its view.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";

/** The classes that a sheet of ibc_edu/parts styles and that nothing in these views has: what it says of them nobody would see. */
export function unworn(roots, sheet) {
  const css = readFileSync(join(import.meta.dirname, "../../../ibc_edu/parts", sheet), "utf8");
  const named = new Set([...css.replace(/\/\*.*?\*\//gs, "").matchAll(/\.(ibc-[\w-]+)/g)].map(([, name]) => name));
  expect(named.size).toBeGreaterThan(0);
  return [...named].filter((name) => !roots.some((root) => root.classList.contains(name) || root.querySelector(`.${name}`)));
}
