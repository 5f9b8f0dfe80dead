import { within } from "@testing-library/dom";
import { describe, expect, it, vi } from "vitest";
import { qrCode } from "../../../../ibc_edu/views/presenter/phones.js";
import { press, texts } from "../../open.js";
import { OPEN, POLL, buttonsIn, inPage } from "./room.js";

const page = within(document.body);
const NETWORKS = [{ address: "192.0.2.7", network: "Wi-Fi" }, { address: "198.51.100.3", network: "cable" }];
const CLOSED = { url: null, poll: null };

it("has each part where it is for: settings on the card, the rest at a question, and only while the room is open", () => {
  const { panel, tell } = inPage();
  const inSight = (phones, step) => {
    tell(phones, step);
    return ["settings", "bar", "line", "screen"].filter((name) => !panel[name].hidden);
  };
  for (const role of ["stage", "notes"]) {
    expect(inSight({}, { role })).toEqual(["settings", "bar", "line"]);
    expect(inSight({}, { role, kind: "text" })).toEqual(["settings", "bar"]);
    expect(inSight({ poll: null }, { role })).toEqual(["settings", "bar"]);
    expect(inSight(CLOSED, { role, joining: true })).toEqual(["settings"]);
    expect(inSight({}, { role, kind: "text", joining: true })).toEqual(["settings", "bar", ...(role === "stage" ? ["screen"] : [])]);
  }
  expect(inSight({}, { role: "card", joining: true })).toEqual(["settings"]);
  expect(inSight({}, { role: "card", asks: false })).toEqual(["settings"]); // it is to be ended here
  expect(inSight(CLOSED, { role: "card", asks: false })).toEqual([]);
  expect(inSight({ ...CLOSED, available: false }, { role: "card" })).toEqual([]);
  const { bar, common, line, screen, settings } = panel;
  expect([settings.matches(".ibc-presenter-room"), line.matches(".ibc-presenter-phones"), screen.matches(".ibc-presenter-join"), common.matches(".ibc-presenter-common"), bar.textContent]).toEqual([true, true, true, true, "Phones (Q)"]);
});

it("has nothing in sight before it is known how things stand", () => {
  const { panel } = inPage();
  expect(["settings", "bar", "line", "screen"].filter((name) => !panel[name].hidden)).toEqual([]);
});

it("asks for what its buttons say, once each", () => {
  const { panel, acts, tell } = inPage();
  const asked = (node) => buttonsIn(node).map((button) => {
    acts.do.mockClear();
    acts.join.mockClear();
    button.click();
    return [button.textContent, ...acts.do.mock.calls, ...acts.join.mock.calls];
  });
  tell();
  expect(asked(panel.line)).toEqual([["Close answers", ["close"]], ["Ask phones again after the talk", ["again"]]]);
  tell({ poll: { ...POLL, state: "closed" } }, { joining: true });
  expect(asked(panel.line)).toEqual([["Open answers again", ["reopen"]], ["Ask phones again after the talk", ["again"]]]);
  expect(asked(panel.screen)).toEqual([["Back to the lesson (Q)", [false]]]);
  panel.bar.click();
  expect(acts.join.mock.lastCall).toEqual([]); // shown, or away again
  tell({}, { role: "card" });
  expect(asked(panel.settings)[0]).toEqual(["Show the address on the screen", [true]]);
});

it("says under a question what has changed, in one status line", () => {
  const { panel, tell } = inPage();
  const said = (phones) => {
    tell(phones);
    return within(panel.line).getByRole("status").textContent;
  };
  const where = "192.0.2.7:8000/r · ";
  expect(said({ phones: 0, poll: { ...POLL, answered: 0 } })).toBe(`${where}0 of 0 phones answered.`);
  expect(said({ phones: 1, poll: { ...POLL, answered: 1, state: "closed" } })).toBe(`${where}1 of 1 phone answered. Answers are closed.`);
  expect(said({ poll: { ...POLL, state: "shown", outcomes: [{ correct: 9, partial: 0, incorrect: 0 }] } })).toBe(`${where}9 of 12 phones answered. 9 right, 0 not (n = 9).`);
  expect(said({ lost: true })).toBe("The server does not answer; answers that phones have sent are safe with it.");
});

it("lists for the speaker what was written, with how many wrote it, and takes it away with its question", () => {
  const { panel, tell } = inPage();
  const listed = (common, step = {}) => {
    tell({ poll: { ...POLL, common } }, { role: "notes", ...step });
    return texts(panel.common, "h3.ibc-title, ul.ibc-bullets > li[dir=auto]");
  };
  const written = [["armpit", 5], ["arm", 1]];
  expect(listed(written)).toEqual(["Commonest answers from phones", "5 × armpit", "1 × arm"]);
  expect(listed([])).toEqual([]);
  listed(written);
  expect(listed(written, { kind: "text" })).toEqual([]);
  for (const role of ["stage", "card"]) expect(listed(written, { role })).toEqual([]);
  listed(written);
  tell(CLOSED, { role: "notes" });
  expect(panel.common.textContent).toBe("");
});

describe("the settings of a room", () => {
  const onCard = (phones = {}) => {
    const shown = inPage();
    const tell = (more = {}) => shown.tell(more, { role: "card" });
    tell(phones);
    return { ...shown, tell };
  };

  it("are called by the lesson that they are of, and by nothing of a room that is not open", () => {
    const { panel, tell } = onCard(CLOSED);
    expect(panel.settings.getAttribute("aria-label")).toBe("Phones: Colors");
    expect(buttonsIn(panel.settings).map(({ textContent }) => textContent)).toEqual(["Let phones answer"]);
    expect([page.getByText("Let phones answer").closest("[hidden]"), page.queryByText(/Phones join at|Kept in/)]).toEqual([null, null]);
    tell({ phones: 1 });
    expect(buttonsIn(panel.settings).map(({ textContent }) => textContent)).toEqual(["Show the address on the screen", "End the room"]);
    expect(texts(panel.settings, ".ibc-presenter-room > .ibc-presenter-actions > button")).toEqual(["Show the address on the screen", "End the room"]); // side by side
    expect(page.getByText("Phones join at 192.0.2.7:8000/r. 1 phone is in.").dir).toBe("auto");
  });

  it("keep answers from the tick on, and no longer once it is taken away", () => {
    const { acts } = onCard();
    const box = /** @type {HTMLInputElement} */ (page.getByLabelText(/^Keep answers from now on, for the tables of this class\./));
    box.click();
    expect(acts.do.mock.calls).toEqual([["keep", { on: true }]]);
    box.click();
    expect(acts.do.mock.lastCall).toEqual(["keep", { on: false }]);
    expect(box.closest("label").matches(".ibc-presenter-keep")).toBe(true);
  });

  it("leave the focus where it is while phones come and go", () => {
    const { tell } = onCard();
    const box = page.getByLabelText(/^Keep answers/);
    box.focus();
    tell({ phones: 13, keeping: true });
    expect(document.activeElement).toBe(box);
    const elsewhere = document.body.appendChild(document.createElement("button"));
    elsewhere.focus();
    tell(CLOSED);
    tell();
    expect(document.activeElement).toBe(elsewhere);
  });

  it("say what ending forgets: all, or all but what was kept before", () => {
    const { panel, acts, tell } = onCard({ kept: "/home/ann/class/staging.csv" });
    page.getByText("End the room").click();
    expect(texts(panel.settings, ".ibc-presenter-ask p")).toEqual(["End the room? Its answers are forgotten, except those that are kept."]);
    tell();
    expect(texts(panel.settings, ".ibc-presenter-ask p")).toEqual(["End the room? Its answers are forgotten."]);
    expect(texts(panel.settings, ".ibc-presenter-ask > .ibc-presenter-actions > button")).toEqual(["Keep it open", "End it"]);
    page.getByText("End it").click();
    expect(acts.do.mock.calls).toEqual([["end"]]);
    expect(document.activeElement.textContent).toBe("End the room");
  });

  it("tell still where answers were kept when the room has ended", () => {
    const { tell } = onCard({ ...CLOSED, kept: "/home/ann/class/staging.csv" });
    const kept = page.getByText('Kept in /home/ann/class/staging.csv. For tables of the class, type: ibc-edu class "/home/ann/class" --out class.html');
    expect([kept.closest("[hidden]"), kept.matches(".ibc-small")]).toEqual([null, true]);
    tell(CLOSED);
    expect(kept.textContent).toBe("");
  });

  it("help where phones do not get through, one click away", () => {
    const { panel } = onCard(CLOSED);
    const help = panel.settings.querySelector("details");
    expect([help.open, help.closest("[hidden]"), texts(help, "summary")]).toEqual([false, null, ["If phones cannot open the address"]]);
    const lines = texts(help, "ul.ibc-bullets > li");
    expect(lines).toHaveLength(5);
    for (const [place, about] of [/same network/, /firewall/, /hotspot/, /server/, /Raised hands/].entries()) expect(lines[place]).toMatch(about);
  });
});

describe("the addresses to choose from", () => {
  const offered = (phones = {}) => {
    const shown = inPage();
    const tell = (more = {}) => shown.tell({ ...CLOSED, addresses: NETWORKS, ...more }, { role: "card" });
    const group = /** @type {HTMLElement} */ (shown.panel.settings.querySelector(".ibc-presenter-addresses"));
    shown.tell(CLOSED, { role: "card" });
    page.getByText("Let phones answer").click();
    tell(phones);
    return { ...shown, tell, group };
  };

  it("are a group with a name, say what an address is for, and that a room goes on", () => {
    const { group, tell } = offered();
    expect([group.getAttribute("role"), group.getAttribute("aria-label")]).toEqual(["group", "Address for phones"]);
    expect(texts(group, "p")[0]).toMatch(/^Which address can the phones reach\? It is one of this computer's/);
    tell({ resumes: true });
    expect(texts(group, "p")[0]).toMatch(/^A room for this lesson is open; it goes on with the answers it has\./);
    expect(texts(group, ".ibc-presenter-actions > button")).toEqual(["192.0.2.7 (Wi-Fi)", "198.51.100.3 (cable)"]);
  });

  it("hold the focus at the one that somebody has come to, and give it back when others are found", () => {
    const { tell } = offered();
    expect(document.activeElement.textContent).toBe("192.0.2.7 (Wi-Fi)");
    const second = page.getByText("198.51.100.3 (cable)");
    second.focus();
    tell({ lost: true });
    expect(document.activeElement).toBe(second);
    tell({ addresses: [{ address: "203.0.113.5", network: "hotspot" }] });
    expect(document.activeElement.textContent).toBe("203.0.113.5 (hotspot)");
  });

  it("take the focus once, and not again from where somebody has gone since", () => {
    const { tell } = offered();
    const elsewhere = document.body.appendChild(document.createElement("button"));
    elsewhere.focus();
    tell({ addresses: NETWORKS.slice(1) });
    expect([document.activeElement, texts(document.body, ".ibc-presenter-addresses button")]).toEqual([elsewhere, ["198.51.100.3 (cable)"]]);
  });

  it("are none on no network: it says what to join, where the focus is, and Escape leaves it", () => {
    const { group } = offered({ addresses: [] });
    expect([texts(group, "p"), buttonsIn(group)]).toEqual([["This computer is on no network. Join the Wi-Fi that the phones use, or your phone's hotspot, and try again."], []]);
    expect(document.activeElement).toBe(group);
    press(group, "Escape");
    expect([group.hidden, document.activeElement.textContent]).toEqual([true, "Let phones answer"]);
  });

  it("begin with that of the page where phones can reach it, which is asked for as it stands", () => {
    vi.stubGlobal("location", { host: "school.example", origin: "https://school.example" });
    const { acts } = offered({ addresses: [] });
    page.getByText("The address of this page").click();
    expect(acts.do.mock.lastCall).toEqual(["open", { origin: "https://school.example" }]);
  });
});

it("fills the screen with what somebody with a phone needs, and draws the code anew only for another room", () => {
  const { panel, tell } = inPage();
  tell({ phones: 0 }, { joining: true });
  expect(texts(panel.screen, "p")).toEqual(["Answer from your phone", "Point the camera at the code, or type:", "192.0.2.7:8000/r", "0 phones are in.", "No account, no app. A name only if you like."]);
  expect(["title", "note"].map((name) => texts(panel.screen, `.ibc-presenter-join-${name}`))).toEqual([["Answer from your phone"], ["No account, no app. A name only if you like."]]);
  const code = () => panel.screen.querySelector(".ibc-presenter-qr > svg");
  const first = code();
  tell({ phones: 2 }, { joining: true });
  expect([code() === first, within(panel.screen).getByRole("status").textContent]).toEqual([true, "2 phones are in."]);
  tell({ url: `${OPEN.url}2`, qr: ["11", "01"] }, { joining: true });
  expect([code().getAttribute("aria-label"), code().getAttribute("viewBox")]).toEqual([`QR code for ${OPEN.url}2`, "0 0 10 10"]);
});

it("draws a code black on white to its edges, as one picture", () => {
  const code = qrCode(["10", "01"], "http://192.0.2.9");
  const ground = code.querySelector("rect");
  expect(["width", "height", "fill"].map((name) => ground.getAttribute(name))).toEqual(["10", "10", "#ffffff"]);
  expect([code.querySelector("path").getAttribute("fill"), code.getAttribute("role"), code.firstElementChild]).toEqual(["#000000", "img", ground]);
});
