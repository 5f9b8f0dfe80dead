import { describe, expect, it } from "vitest";
import { isSettled, resultText } from "../../../../ibc_edu/views/quiz/summary.js";
import { judged, question, quiz, summary } from "./examples.js";

const result = (mode, more, settled = true) => resultText({ mode, summary: more && summary(more), progress: { correct: 3, total: 4 } }, settled);

describe("the result of practice", () => {
  it.each([
    ["all at the first try", { right: 3, first_right: 3, score: 0.75 }, "You got 3 of 4 right at the first try."],
    ["some after trying again", { right: 4, first_right: 2, score: 1 }, "You got 2 of 4 right at the first try; after trying again, 4 of 4."],
    ["an answer that was shown", { right: 3, first_right: 3, score: 0.75, shown: 1 }, "You got 3 of 4 right at the first try. 1 answer shown."],
    ["answers that were shown", { right: 2, first_right: 2, score: 0.5, shown: 2 }, "You got 2 of 4 right at the first try. 2 answers shown."],
    ["partly right answers", { right: 3, first_right: 3, score: 0.875 }, "You got 3 of 4 right at the first try. With partly right answers counted, that is 88%."],
  ])("tells of %s", (_what, more, said) => {
    expect(result("practice", more)).toBe(said);
  });

  it("says that it is not the end while one can try again", () => {
    expect(result("practice", { right: 3 }, false)).toBe("So far 3 of 4 right. You can still try again.");
  });

  it("is short where no topics are told", () => {
    expect(result("practice", null)).toBe("You got 3 of 4 right.");
  });
});

describe("the result of an exam", () => {
  it.each([
    ["with nothing open", { right: 3, wrong: 1, score: 0.75 }, "3 right, 1 wrong or only partly right, 0 left open, of 4. Score: 75%."],
    ["with some open", { right: 2, wrong: 1, open: 1, score: 0.5, score_answered: 0.667 }, "2 right, 1 wrong or only partly right, 1 left open, of 4. Score: 67% of what you answered; 50% of the whole exam. Open is not wrong."],
    ["with all open", { right: 0, wrong: 0, open: 4, score: 0, score_answered: null }, "0 right, 0 wrong or only partly right, 4 left open, of 4. Open is not wrong: nothing was answered, so there is no score."],
  ])("%s tells what the score is of", (_what, more, said) => {
    expect(result("exam", more)).toBe(said);
  });
});

it("is settled once each question is answered for good", () => {
  const done = judged("single", "correct", []);
  const again = judged("multiple", "incorrect", [], { can_retry: true });
  expect([[done], [done, again], [done, question("numeric")]].map((items) => isSettled(quiz(items)))).toEqual([true, false, false]);
});
