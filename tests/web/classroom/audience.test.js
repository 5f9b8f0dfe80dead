import { beforeEach, expect, it } from "vitest";
import { $, answers, arrive, socket, state, submit, visible } from "./phone.js";

beforeEach(arrive);

it("says first that somebody is in and waits for a question, with none in sight", () => {
  socket().hear(state({ state: "wait", item: null, place: "" }));
  expect([$("line").textContent, visible("line")]).toEqual(["You are in. Look at the screen: the next question comes here.", true]);
  expect(["ask", "result", "who"].map(visible)).toEqual([false, false, true]);
  socket().hear(state());
  expect([$("line").textContent, visible("line")]).toEqual(["", false]); // the question speaks for itself
  expect(["ask", "result", "who"].map(visible)).toEqual([true, false, true]);
  expect([$("how").textContent, visible("how"), visible("send"), $("send").textContent]).toEqual(["Choose one.", true, true, "Send my answer"]);
});

it("never has the browser load the page anew when something is sent", () => {
  socket().hear(state());
  const loads = (id) => {
    const event = new Event("submit", { cancelable: true });
    $(id).dispatchEvent(event);
    return !event.defaultPrevented;
  };
  expect([loads("who"), loads("ask")]).toEqual([false, false]);
  socket().hear(state({ state: "closed" }));
  expect(loads("ask")).toBe(false);
});

it("shows texts as text", () => {
  socket().hear(state({ item: { answered_as: "single", stem: "<img src=x>", instruction: "", choices: [{ key: "a", text: "<b>bold</b>" }] } }));
  expect($("stem").textContent).toBe("<img src=x>");
  expect(document.querySelector("main img, main b")).toBeNull();
});

it("keeps what is half filled in when the same question is told again", () => {
  socket().hear(state());
  $("parts").querySelector("input").click();
  socket().hear(state({ keeping: true }));
  expect($("parts").querySelector("input").checked).toBe(true);
  expect($("kept").textContent).toMatch(/Your teacher keeps the answers of this class, with the number 3/);
});

it("asks anew in the second round", () => {
  socket().hear(state({ answered: true, answer: "a" }));
  socket().hear(state({ place: "q1 2", round: 2 }));
  expect(visible("round")).toBe(true);
  expect($("parts").querySelector("input:checked")).toBeNull();
  expect($("send").textContent).toBe("Send my answer");
});

it.each(["closed", "shown"])("takes no answer once they are %s, and leaves what was given in sight", (how) => {
  const feedback = { headline: "Right", lines: [], explanation: "", sources: [] };
  socket().hear(state());
  $("parts").querySelector("input").click();
  socket().hear(state({ state: how, answered: true, answer: "b", ...(how === "shown" ? { feedback } : {}) }));
  expect(visible("send")).toBe(false);
  submit("ask"); // as the Enter key does
  submit("ask");
  expect(answers()).toEqual([]);
  expect([...$("parts").querySelectorAll("input")].map(({ checked, disabled }) => [checked, disabled])).toEqual([[false, true], [true, true]]);
});

it("says of answers whether they are kept, and under what", () => {
  const told = (more) => {
    socket().hear(state(more));
    return $("kept").textContent;
  };
  expect(told({})).toBe("Answers are counted for this class and then forgotten.");
  expect(told({ keeping: true })).toBe("Your teacher keeps the answers of this class, with the number 3 for you.");
  expect(told({ keeping: true, name: "Ana" })).toBe("Your teacher keeps the answers of this class, with the name above.");
});

it("takes a name in the midst of a question, and leaves what is half filled in", () => {
  socket().hear(state({ keeping: true }));
  $("parts").querySelector("input").click();
  socket().hear({ type: "named", name: "Ana" });
  expect([$("name").value, $("kept").textContent]).toEqual(["Ana", "Your teacher keeps the answers of this class, with the name above."]);
  expect([visible("ask"), $("parts").querySelector("input").checked, $("line").textContent]).toEqual([true, true, "You are in as Ana."]);
  submit("ask");
  expect(answers()).toEqual(["a"]);
});

it("asks no longer for an answer once one is chosen", () => {
  socket().hear(state());
  submit("ask");
  expect($("problem").textContent).toBe("Choose or write an answer first.");
  $("parts").querySelector("input").click();
  expect($("problem").textContent).toBe("");
});

it("says that somebody is in without a name", () => {
  socket().hear(state({ state: "wait", item: null }));
  socket().hear({ type: "named", name: "" });
  expect($("line").textContent).toBe("You are in without a name.");
});

it("takes what was wrong with an answer away with its question", () => {
  socket().hear(state());
  submit("ask");
  expect($("problem").textContent).toBe("Choose or write an answer first.");
  socket().hear(state({ place: "q2 1" }));
  expect($("problem").textContent).toBe("");
});

it("sends a name, and says under which one somebody is in", () => {
  socket().hear(state({ state: "wait", item: null }));
  $("name").value = "Ana";
  submit("who");
  expect(socket().sent).toEqual([{ type: "name", name: "Ana" }]);
  socket().hear({ type: "named", name: "Ana" });
  expect($("line").textContent).toBe("You are in as Ana.");
});

it("leaves a name alone while it is being typed, and shows the one that the room has else", () => {
  socket().hear(state({ name: "Ana" }));
  expect($("name").value).toBe("Ana");
  $("name").focus();
  $("name").value = "Ana M";
  socket().hear(state({ name: "Ana", place: "q2 1" }));
  expect($("name").value).toBe("Ana M");
  $("name").blur();
  socket().hear(state({ name: "Ana", place: "q3 1" }));
  expect($("name").value).toBe("Ana");
});
