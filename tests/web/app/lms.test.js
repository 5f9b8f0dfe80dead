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

/** What a platform of a version has been told of one answer, by what stands after its number. */
function toldOf(version, answer) {
  const fake = fakeApi(version);
  platform(fake, { version }).tell({ credits: "a-", answers: [{ ...ANSWER, ...answer }] });
  const place = "cmi.interactions.0.";
  return Object.fromEntries(Object.entries(fake.kept).filter(([name]) => name.startsWith(place)).map(([name, value]) => [name.slice(place.length), value]));
}

it("reports of an answer all that a version has a place for, and nothing else", () => {
  const at = new Date(2026, 2, 1, 9, 8, 7).toISOString();
  const common = { id: "q-1", type: "choice", result: "correct" };
  expect(toldOf("1.2", { at })).toEqual({ ...common, student_response: "b", latency: "0000:01:15", time: "09:08:07" });
  expect(toldOf("2004", { at: "2026-03-01T10:08:07.250+01:00" })).toEqual({ ...common, learner_response: "b", latency: "PT75.0S", timestamp: "2026-03-01T09:08:07.0Z", description: "What?" });
  for (const version of ["1.2", "2004"]) expect(Object.keys(toldOf(version, { seconds: null }))).not.toContain("latency");
  expect([toldOf("1.2", { credit: 0 }).result, toldOf("2004", { credit: 0 }).result, toldOf("2004", { credit: 0.25 }).result]).toEqual(["wrong", "incorrect", "0.25"]);
});

it("describes a question in one line that no platform takes for another language, and cuts no letter in two", () => {
  expect(toldOf("2004", { stem: "  What is\n\n  {lang=de} true?\t" }).description).toBe("What is (lang=de) true?");
  expect(toldOf("2004", { stem: "😀".repeat(300) }).description).toBe("😀".repeat(250));
  expect(toldOf("1.2", { type: "fill-in", response: "😀".repeat(300) }).student_response).toBe("😀".repeat(255));
  expect(toldOf("1.2", { type: "fill-in", response: null }).student_response).toBe("");
});

it("reports nothing to a platform that does not begin a session, and takes true for yes however it is written", () => {
  const fake = fakeApi("1.2", { "cmi.suspend_data": "abcd1234 a-" });
  fake.api.LMSInitialize = () => "false";
  const told = platform(fake);
  told.tell({ credits: "aa", answers: [ANSWER] });
  told.leave();
  expect([fake.calls, told.place, told.words]).toEqual([[], "", "No learning platform takes reports from this page. The course works all the same; nothing is told to anybody."]);
  for (const yes of [true, "true"]) expect(new Lms({ ...fakeApi("2004").api, Initialize: () => yes }, "2004").start()).toBe(true);
  for (const no of [false, "", null]) expect(new Lms({ ...fakeApi("2004").api, Initialize: () => no }, "2004").start()).toBe(false);
});

it("ends its session once, and says nothing more in it", () => {
  const fake = fakeApi("2004");
  const lms = new Lms(fake.api, "2004");
  lms.start();
  expect([lms.commit(), lms.set("cmi.exit", "suspend"), lms.get("cmi.exit")]).toEqual([true, true, "suspend"]);
  for (let times = 0; times < 2; times += 1) lms.end();
  expect([lms.commit(), lms.set("cmi.exit", "logout"), lms.get("cmi.exit")]).toEqual([false, false, ""]);
  expect(fake.calls.filter(([name]) => name === "Terminate")).toEqual([["Terminate", ""]]);
  expect(fake.calls.at(-1)[0]).toBe("Terminate");
});

it("says that a platform refused where it did", () => {
  const refusing = { ...fakeApi("2004").api, SetValue: () => "false", Commit: () => "false" };
  const lms = new Lms(refusing, "2004");
  lms.start();
  expect([lms.set("cmi.exit", "suspend"), lms.commit(), lms.remember("a")]).toEqual([false, false, false]);
});

it.each([["1.2", 255, "cmi.core.lesson_location"], ["2004", 1000, "cmi.location"]])("notes a place as long as platforms of %s take, and none that they would cut off", (version, longest, name) => {
  const fake = fakeApi(version);
  const told = platform(fake, { version });
  for (const length of [longest, longest + 1]) told.at("x".repeat(length));
  expect(fake.kept[name]).toBe("x".repeat(longest));
});

it("counts the time of this visit alone", () => {
  vi.setSystemTime(50_000);
  const fake = fakeApi("2004");
  const told = platform(fake, { version: "2004" });
  vi.setSystemTime(52_500);
  told.leave();
  expect(fake.kept).toMatchObject({ "cmi.exit": "suspend", "cmi.session_time": "PT2.5S" });
});

it("reports what a version has no place for to no platform of that version", () => {
  const scored = (version, credits) => {
    const fake = fakeApi(version);
    platform(fake, { version, score: true }).tell({ credits, answers: [] });
    return Object.fromEntries(Object.entries(fake.kept).filter(([name]) => /score|progress/.test(name)));
  };
  expect(scored("1.2", "a5--")).toEqual({ "cmi.core.score.min": "0", "cmi.core.score.max": "100", "cmi.core.score.raw": "37.5" });
  expect(scored("2004", "")).toEqual({ "cmi.score.min": "0", "cmi.score.max": "100", "cmi.score.raw": "100", "cmi.score.scaled": "1" }); // nothing to answer
  expect(scored("2004", "a--")).toMatchObject({ "cmi.progress_measure": "0.333", "cmi.score.raw": "33.3", "cmi.score.scaled": "0.333" });
});

it.each(["completed", "passed", "failed"])("leaves a course that the platform calls %s as it is, and calls another incomplete", (status) => {
  const fake = fakeApi("2004", { "cmi.completion_status": status });
  platform(fake, { version: "2004" }).tell({ credits: "aa", answers: [] });
  expect(fake.calls.filter(([name, what]) => name === "SetValue" && what === "cmi.completion_status")).toEqual([]);
  const fresh = fakeApi("2004", { "cmi.completion_status": "not attempted" });
  platform(fresh, { version: "2004" });
  expect([fresh.kept["cmi.completion_status"], fresh.calls.at(-1)]).toEqual(["incomplete", ["Commit", ""]]);
});

it("says what the platform gets, of a score only where there is one, and begins anew where an earlier visit answered nothing", () => {
  const fake = fakeApi("1.2", { "cmi.suspend_data": "abcd1234" });
  const told = platform(fake);
  expect(told.words).toBe("Your learning platform gets each answer that you check here, and learns when you have answered every question.");
  expect(platform(fakeApi("1.2"), { score: true }).words).toBe(`${told.words} It also gets a score: how much of your latest answers was right.`);
  told.tell({ credits: "-a", answers: [] });
  expect(fake.kept["cmi.suspend_data"]).toBe("abcd1234 -a");
});
