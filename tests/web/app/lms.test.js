import { beforeEach, expect, it, vi } from "vitest";
import { findApi, Lms, span, written } from "../../../ibc_edu/app/site/web/lms.js";
import { joined, Platform, platformOf, share } from "../../../ibc_edu/app/site/web/platform.js";
import { fakeApi } from "./lms_api.js";

const SETTINGS = { version: "1.2", score: false, lessons: ["one"], questions: "abcd1234", start: "index.html" };
const ANSWER = { id: "q-1", type: "choice", response: ["b"], stem: "What?", credit: 1, seconds: 75, at: "2026-03-01T09:08:07+00:00" };
const platform = (fake, settings = {}) => new Platform({ ...SETTINGS, ...settings }, new Lms(fake.api, settings.version ?? "1.2"));

beforeEach(() => vi.useFakeTimers({ now: 0 }));

it("finds the platform in this window, in those around it, and in one that opened them", () => {
  const api = {};
  const top = { API: api, parent: null, opener: null };
  expect(findApi({ parent: top, opener: null }, "API")).toBe(api);
  expect(findApi({ parent: { parent: null, opener: top }, opener: null }, "API")).toBe(api);
  expect(findApi({ parent: top, opener: null }, "API_1484_11")).toBe(null);
});

it("stops at a window of another site, and at windows that contain each other", () => {
  const foreign = { get API() { throw new Error("Blocked"); } };
  expect(findApi({ parent: foreign, opener: null }, "API")).toBe(null);
  const loop = { opener: null };
  loop.parent = loop;
  expect(findApi(loop, "API")).toBe(null);
});

it("writes time spans as each version has them", () => {
  expect([span("1.2", 3725), span("2004", 3725), span("1.2", -1)]).toEqual(["0001:02:05", "PT3725.0S", "0000:00:00"]);
});

it("writes responses as each version has them, and no longer than platforms take", () => {
  const pairs = { ...ANSWER, type: "matching", response: [["a", "c"], ["b", "a"]] };
  const order = { ...ANSWER, type: "sequencing", response: ["b", "a"] };
  const text = { ...ANSWER, type: "fill-in", response: "x".repeat(300) };
  expect([written("1.2", pairs), written("2004", pairs)]).toEqual(["a.c,b.a", "a[.]c[,]b[.]a"]);
  expect([written("1.2", order), written("2004", order)]).toEqual(["b,a", "b[,]a"]);
  expect([written("1.2", text).length, written("2004", text).length]).toEqual([255, 250]);
  expect(written("1.2", { ...ANSWER, type: "numeric", response: 6.5 })).toBe("6.5");
});

it("reports an answer, and completion when nothing is open, without a score", () => {
  const fake = fakeApi("1.2");
  const told = platform(fake);
  expect(fake.kept["cmi.core.lesson_status"]).toBe("incomplete");
  told.tell({ credits: "a-", answers: [ANSWER] });
  expect(fake.kept).toMatchObject({ "cmi.interactions.0.id": "q-1", "cmi.interactions.0.student_response": "b", "cmi.interactions.0.result": "correct", "cmi.interactions.0.latency": "0000:01:15" });
  expect(fake.kept["cmi.core.lesson_status"]).toBe("incomplete");
  told.tell({ credits: "a5", answers: [{ ...ANSWER, credit: 0.5 }, { ...ANSWER, credit: 0 }] });
  expect([fake.kept["cmi.interactions.1.result"], fake.kept["cmi.interactions.2.result"]]).toEqual(["0.5", "wrong"]);
  expect(fake.kept["cmi.core.lesson_status"]).toBe("completed");
  expect(Object.keys(fake.kept).filter((name) => name.includes("score"))).toEqual([]);
  expect(fake.calls.at(-1)).toEqual(["Commit", ""]);
});

it("reports a score where the educator asked for one, and says so", () => {
  const fake = fakeApi("2004");
  const told = platform(fake, { version: "2004", score: true });
  told.tell({ credits: "a5--", answers: [ANSWER] });
  expect(fake.kept["cmi.interactions.0.timestamp"]).toBe("2026-03-01T09:08:07.0Z"); // a zone only after a fraction
  expect(fake.kept).toMatchObject({ "cmi.score.min": "0", "cmi.score.max": "100", "cmi.score.raw": "37.5", "cmi.score.scaled": "0.375", "cmi.progress_measure": "0.5", "cmi.completion_status": "incomplete" });
  expect(told.words).toContain("score");
});

it("goes on from an earlier visit, on whatever device that was", () => {
  const fake = fakeApi("1.2", { "cmi.suspend_data": "abcd1234 a-5", "cmi.core.lesson_location": "lessons/one.html" });
  const told = platform(fake);
  expect(told.place).toBe("lessons/one.html");
  told.tell({ credits: "-0-", answers: [] });
  expect(fake.kept["cmi.suspend_data"]).toBe("abcd1234 a05");
  expect(fake.kept["cmi.core.lesson_status"]).toBe("completed");
});

it("takes nothing over from a package with other questions", () => {
  const fake = fakeApi("1.2", { "cmi.suspend_data": "00000000 aaa" });
  platform(fake).tell({ credits: "---", answers: [] });
  expect(fake.kept["cmi.suspend_data"]).toBe("abcd1234 ---");
});

it("never takes completion back", () => {
  const fake = fakeApi("1.2", { "cmi.core.lesson_status": "passed" });
  platform(fake).tell({ credits: "a-", answers: [] });
  expect(fake.kept["cmi.core.lesson_status"]).toBe("passed");
});

it("gives platforms no more to remember than they keep", () => {
  for (const [version, most] of [["1.2", 4096], ["2004", 64000]]) {
    const fake = fakeApi(version);
    const lms = new Lms(fake.api, version);
    lms.start();
    expect(lms.remember("x".repeat(most + 1))).toBe(false);
    expect(fake.kept["cmi.suspend_data"]).toBeUndefined();
    expect(lms.remember("x".repeat(most))).toBe(true);
  }
  const fake = fakeApi("1.2");
  const told = platform(fake);
  told.at("lessons/one.html");
  told.at("x".repeat(256));
  expect(fake.kept["cmi.core.lesson_location"]).toBe("lessons/one.html");
});

it.each(["browse", "review"])("reports nothing from a mere look at the page, which platforms call %s", (mode) => {
  const fake = fakeApi("1.2", { "cmi.core.lesson_mode": mode });
  const told = platform(fake);
  told.tell({ credits: "a", answers: [ANSWER] });
  expect(Object.keys(fake.kept)).toEqual(["cmi.core.lesson_mode"]);
  expect(told.words).toContain("nothing is told");
});

it("goes on without a platform, or with one that fails", () => {
  const none = new Platform(SETTINGS, null);
  none.tell({ credits: "a", answers: [ANSWER] });
  none.leave();
  const failing = new Platform(SETTINGS, new Lms({ LMSInitialize: () => "true", LMSSetValue: () => { throw new Error("down"); } }, "1.2"));
  failing.tell({ credits: "a", answers: [ANSWER] });
  failing.leave();
  expect(none.words).toContain("No learning platform");
});

it("notes on leaving how long the reader was here, to go on another time", () => {
  const fake = fakeApi("1.2");
  const told = platform(fake);
  vi.setSystemTime(65_000);
  told.leave();
  expect(fake.kept).toMatchObject({ "cmi.core.exit": "suspend", "cmi.core.session_time": "0000:01:05" });
  expect(fake.calls.slice(-2).map(([name]) => name)).toEqual(["Commit", "Terminate"]);
  told.tell({ credits: "a", answers: [ANSWER] }); // too late
  expect(fake.calls.at(-1)[0]).toBe("Terminate");
});

it("joins credits, the newer first, and counts what is open as none", () => {
  expect(joined("a5-", "0--")).toBe("05-");
  expect([share("a5-0"), share("")]).toEqual([0.375, 1]);
});

it("is only there in a package", () => {
  document.body.innerHTML = "<p>A page</p>";
  expect(platformOf()).toBe(null);
  document.body.innerHTML = `<script type="application/json" id="platform">${JSON.stringify(SETTINGS)}</script>`;
  expect(platformOf().words).toContain("No learning platform");
});
