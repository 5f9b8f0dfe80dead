// How far the reader is, on the title page.

/**
 * @typedef {{questions: number, answered: number, right: number, due: number}} LessonStanding
 * @typedef {{lessons: Record<string, LessonStanding>, due: number, begun: boolean, next: string | null}} Standing
 */

/** One lesson in words. @param {LessonStanding} standing */
function inWords({ questions, answered, due }) {
  const done = answered === 0 ? "" : answered >= questions ? "done" : `${answered} of ${questions} answered`;
  return [done, due ? `${due} to look at again` : ""].filter(Boolean).join(", ");
}

/**
 * Say in the list what is done and due, and where to go on.
 * @param {Standing} standing
 * @param {ParentNode} [page]
 */
export function showStanding(standing, page = document) {
  for (const item of /** @type {NodeListOf<HTMLElement>} */ (page.querySelectorAll("[data-lesson]"))) {
    const place = item.querySelector("[data-standing]");
    const lesson = standing.lessons[item.dataset.lesson ?? ""];
    if (place) place.textContent = lesson ? inWords(lesson) : "";
  }
  const begin = /** @type {HTMLAnchorElement | null} */ (page.querySelector("#begin a"));
  const next = standing.next && /** @type {HTMLAnchorElement | null} */ (page.querySelector(`[data-lesson="${standing.next}"] a`));
  if (begin && next && standing.begun) {
    begin.href = next.href;
    begin.textContent = `Continue: ${next.textContent}`;
  }
  const due = /** @type {HTMLElement | null} */ (page.querySelector("#due"));
  if (!due) return;
  due.hidden = standing.due === 0;
  due.textContent = standing.due === 1 ? "One question is due to be looked at again." : `${standing.due} questions are due to be looked at again.`;
  const review = /** @type {HTMLAnchorElement | null} */ (page.querySelector('[data-lesson="review"] a'));
  if (review) due.append(" ", Object.assign(document.createElement("a"), { href: review.href, textContent: "Look at them" }));
}
