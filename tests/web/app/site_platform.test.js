import { beforeEach, expect, it, vi } from "vitest";
import { fakeApi } from "./lms_api.js";
import { FakeWorker, live, openSite } from "./site_page.js";

const SETTINGS = { version: "1.2", score: false, lessons: ["staging"], questions: "abcd1234", start: "index.html" };
const PLACE = "cmi.core.lesson_location";
const LESSON = `<main id="main" tabindex="-1"><h1>Receptors</h1><article><div id="intro"></div><div id="check"></div></article></main>`;
const main = (text = "<h1>Contents</h1>") => `<main id="main" tabindex="-1"><p id="state" hidden></p>${text}</main>
  <script type="application/json" id="platform">${JSON.stringify(SETTINGS)}</script>${live([{ name: "main", code: "show()", needs: [] }])}`;
const heading = () => document.querySelector("h1").textContent;
const asked = () => FakeWorker.last.asked.map(({ kind }) => kind);

/** The site inside a platform that has kept this of an earlier visit. */
async function inPlatform(kept = {}, text = undefined) {
  const fake = fakeApi("1.2", kept);
  vi.stubGlobal("API", fake.api);
  await openSite(main(text));
  return fake;
}

beforeEach(() => {
  vi.stubGlobal("fetch", vi.fn(async () => new Response(LESSON)));
  vi.stubGlobal("scrollTo", vi.fn());
});

it("says at the top what the platform gets, and has Python report to it", async () => {
  await inPlatform();
  const told = document.querySelector("header + aside");
  expect([told.ariaLabel, told.textContent]).toEqual(["Your learning platform", expect.stringContaining("gets each answer that you check here")]);
  expect(asked()).toEqual(["leave", "run", "report"]);
  expect(FakeWorker.last.name).toBe("platform");
});

it("hands on to the platform what Python reports", async () => {
  const { kept } = await inPlatform();
  FakeWorker.last.say({ kind: "answers", report: { credits: "a-", answers: [] } });
  expect(kept["cmi.suspend_data"]).toBe("abcd1234 a-");
});

it("goes on where the earlier visit stopped, at the same cell", async () => {
  const shown = vi.spyOn(Element.prototype, "scrollIntoView");
  await inPlatform({ [PLACE]: "lessons/receptors.html#cell-id=check" });
  await vi.waitFor(() => expect(heading()).toBe("Receptors"));
  expect(location.pathname).toMatch(/\/lessons\/receptors\.html$/);
  expect(shown.mock.contexts).toEqual([document.getElementById("check")]);
});

it("begins at the start where what the platform kept names no page of the course, or the page is gone", async () => {
  await inPlatform({ [PLACE]: "https://example.org/lessons/other.html" });
  expect([heading(), fetch.mock.calls.length]).toEqual(["Contents", 0]);
  expect(asked()).toContain("run");
  fetch.mockResolvedValue(new Response("", { status: 404 }));
  await inPlatform({ [PLACE]: "lessons/old.html" });
  await vi.waitFor(() => expect(asked()).toContain("run"));
  expect(heading()).toBe("Contents");
});

it("notes the reader's place once they rest, and when they leave, and ends the session then", async () => {
  vi.useFakeTimers();
  const fake = await inPlatform({}, `<article><div id="intro"></div><div id="check"></div></article>`);
  const noted = () => fake.calls.filter(([name, what]) => name === "SetValue" && what === PLACE).length;
  for (let turn = 0; turn < 5; turn += 1) {
    window.dispatchEvent(new Event("scroll"));
    vi.advanceTimersByTime(100);
  }
  expect(noted()).toBe(0);
  vi.advanceTimersByTime(1000);
  expect(noted()).toBe(1);
  expect(fake.kept[PLACE]).toMatch(/#cell-id=check$/);
  window.dispatchEvent(new Event("pagehide"));
  expect(noted()).toBe(2);
  expect(fake.calls.at(-1)[0]).toBe("Terminate");
});

it("tells a reader whose platform takes no reports that nothing is told to anybody", async () => {
  await openSite(main());
  expect(document.querySelector("header + aside").textContent).toContain("nothing is told to anybody");
  expect(FakeWorker.last.name).toBe("browser");
});

it("tells the platform of the page that the reader goes on to, where no cell is read yet", async () => {
  const { kept, calls } = await inPlatform({}, '<h1>Contents</h1><a href="lessons/receptors.html">Receptors</a>');
  fetch.mockResolvedValue(new Response('<main id="main" tabindex="-1"><h1>Receptors</h1></main>'));
  document.querySelector("main a").click();
  await vi.waitFor(() => expect(heading()).toBe("Receptors"));
  expect(calls.filter(([name, what]) => name === "SetValue" && what === PLACE)).toHaveLength(1);
  expect(kept[PLACE]).not.toContain("#");
});

it("opens anew when the browser brings back a page whose session has ended, and not when it is opened", async () => {
  await inPlatform();
  const reload = vi.fn();
  vi.stubGlobal("location", { ...location, href: location.href, reload });
  for (const [persisted, times] of [[false, 0], [true, 1]]) {
    window.dispatchEvent(Object.assign(new Event("pageshow"), { persisted }));
    expect(reload).toHaveBeenCalledTimes(times);
  }
});

it.each([["wheel"], ["touchstart"], ["keydown"], ["pointerdown"]])("brings the reader back to their cell while parts above it come, until they move by %s", async (move) => {
  URL.createObjectURL = (blob) => `data:text/javascript,${encodeURIComponent(blob.text)}`;
  URL.revokeObjectURL = () => {};
  vi.stubGlobal("Blob", class { constructor([text]) { this.text = text; } });
  fetch.mockResolvedValue(new Response(`${LESSON.replace("</main>", '<div id="above"></div><div id="other"></div></main>')}${live(["above", "other"].map((name) => ({ name, code: "show()", needs: [] })))}`));
  const shown = vi.spyOn(Element.prototype, "scrollIntoView");
  await inPlatform({ [PLACE]: "lessons/receptors.html#cell-id=check" });
  await vi.waitFor(() => expect(heading()).toBe("Receptors"));
  const comes = async (name) => {
    const state = { _css: "", _esm: "export default { render({ el }) { el.append('Here.'); } }" };
    FakeWorker.last.say({ kind: "comm_open", channel: name, data: JSON.stringify({ state }), buffers: [] });
    FakeWorker.last.say({ kind: "shown", cell: `${location.pathname} ${name}`, model: name });
    await vi.waitFor(() => expect(document.getElementById(name).textContent).toBe("Here."));
    await new Promise((resolve) => setTimeout(resolve));
    return shown.mock.calls.length;
  };
  expect(await comes("above")).toBe(2);
  window.dispatchEvent(new Event(move));
  expect(await comes("other")).toBe(2);
});
