import { expect, it } from "vitest";
import view from "../../../ibc_edu/parts/certificate/view.js";
import { open, savedFiles, textOf, texts } from "../open.js";

const STATE = { course: "Colors <1>", date: "January 5, 2026", at: "2026-01-05T09:00:00+00:00", done: ["answered 4 of 4 questions"], limits: "It gives no credit.", missing: [] };

it("lists what is still to do, and gives nothing to print before", () => {
  const { root, page } = open(view, { state: { ...STATE, missing: ["Staging: answer 3 more"] } });
  expect(texts(root, "li")).toEqual(["Staging: answer 3 more"]);
  expect(page.queryByText("Save as a web page")).toBeNull();
});

it("saves a page with the name, the course, the date and the limits, set as text", async () => {
  const saved = savedFiles();
  const { page } = open(view, { state: STATE });
  page.getByLabelText("Name to print on it (it is not kept)").value = " Ada <b>B</b> ";
  page.getByText("Save as a web page").click();
  const text = await textOf(saved[0].blob);
  expect(saved[0].name).toBe("certificate.html");
  const printed = new DOMParser().parseFromString(text, "text/html");
  expect(printed.querySelector(".name").textContent).toBe("Ada <b>B</b>");
  expect(printed.body.textContent).toContain("worked through “Colors <1>”");
  expect(printed.querySelector(".limits").textContent).toBe("It gives no credit.");
  expect([...printed.querySelectorAll("li")].map((item) => item.textContent)).toEqual(STATE.done);
  expect(printed.body.textContent).toContain("January 5, 2026");
});

it("leaves a line to write a name on where none is typed", async () => {
  const saved = savedFiles();
  open(view, { state: STATE }).page.getByText("Save as a web page").click();
  const printed = new DOMParser().parseFromString(await textOf(saved[0].blob), "text/html");
  expect(printed.querySelector(".name").textContent).toBe("\u00a0");
});

it("keeps the name that is being typed while nothing changes", () => {
  const { page, model } = open(view, { state: STATE });
  const field = page.getByLabelText(/Name to print/);
  field.value = "Ada";
  model.receive({ state: STATE });
  expect(page.getByLabelText(/Name to print/).value).toBe("Ada");
});

it("keeps the name that is being typed when only the time has gone on", () => {
  const { page, model } = open(view, { state: STATE });
  page.getByLabelText(/Name to print/).value = "Ada";
  model.receive({ state: { ...STATE, at: "2026-01-05T09:01:00+00:00" } });
  expect(page.getByLabelText(/Name to print/).value).toBe("Ada");
});

it("is dated by the reader's own day, and by the kernel's where that cannot be told", () => {
  const dated = (more) => texts(open(view, { state: { ...STATE, date: "the kernel's day", ...more } }).root, ".ibc-certificate-text p")[0];
  const here = new Date(2026, 0, 5, 12).toISOString();
  expect(dated({ at: here })).toContain("Dated January 5, 2026,");
  expect(dated({ at: "soon" })).toContain("Dated the kernel's day,");
});

it("asks for what came in elsewhere when the reader comes back to the page", () => {
  const { model } = open(view, { state: STATE });
  document.dispatchEvent(new Event("visibilitychange"));
  expect(model.sent.map(({ type }) => type)).toEqual(["refresh"]);
});
