import { beforeEach, expect, it, vi } from "vitest";

const root = document.documentElement;

/** The theme of a page that is opened with this choice of the reader's, on a system that is dark or not. */
async function opened(chosen, systemIsDark) {
  if (chosen) localStorage.setItem("ibc-edu-theme", chosen);
  vi.stubGlobal("matchMedia", () => ({ matches: systemIsDark }));
  await import("../../../ibc_edu/app/template/theme.js");
  return root.getAttribute("theme");
}

beforeEach(() => { vi.resetModules(); });

it.each([["dark", false], ["light", true]])("is %s where the reader chose so, whatever the system has", async (chosen, systemIsDark) => {
  expect(await opened(chosen, systemIsDark)).toBe(chosen);
});

it.each([[true, "dark"], [false, "light"]])("is the system's where nothing was chosen (dark: %s)", async (systemIsDark, theme) => {
  expect(await opened(null, systemIsDark)).toBe(theme);
});

it("is the system's where the browser keeps nothing", async () => {
  vi.stubGlobal("localStorage", { getItem: () => { throw new Error("no storage"); }, clear: () => {} });
  expect(await opened(null, true)).toBe("dark");
});

it("knows before anything is drawn whether the reader has begun", async () => {
  await opened(null, false);
  expect(root.hasAttribute("data-begun")).toBe(false);
  localStorage.setItem("ibc-edu-begun", "");
  vi.resetModules();
  await opened(null, false);
  expect(root.hasAttribute("data-begun")).toBe(true);
});
