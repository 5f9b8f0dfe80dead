// How far the reader is, on the title page.

/**
 * @typedef {{questions: number, answered: number, right: number, due: number, asks?: boolean}} LessonStanding
 * @typedef {{lessons: Record<string, LessonStanding>, due: number, begun: boolean, next: string | null}} Standing
 */

/** One lesson in words. @param {LessonStanding} standing */
function inWords({ questions, answered, due, asks }) {
  const all = asks ? "still to choose: keep your answers?" : "done";
  const done = answered === 0 ? "" : answered >= questions ? all : `${answered} of ${questions} answered`;
  return [done, due ? `${due} to look at again` : ""].filter(Boolean).join(", ");
}

/**
 * The first question is for who has not begun; who answers it here keeps it in sight, with the one way on below it. The
 * button above keeps its place, so that nothing moves under the reader's eyes.
 * @param {boolean} begun
 * @param {ParentNode} page
 */
function showFirst(begun, page) {
  const first = /** @type {HTMLElement | null} */ (page.querySelector("#first"));
  const answeredHere = begun && first?.dataset.used !== undefined;
  page.querySelector("#begin")?.toggleAttribute("data-moved", answeredHere);
  const changing = /** @type {NodeListOf<HTMLElement>} */ (page.querySelectorAll("#go-on, #first [data-before], #first [data-after]"));
  for (const each of changing) each.hidden = each.dataset.before === undefined ? !answeredHere : answeredHere;
  document.documentElement.toggleAttribute("data-begun", begun && !answeredHere);
  try {
    if (begun) localStorage.setItem("ibc-edu-begun", "");
    else localStorage.removeItem("ibc-edu-begun");
  } catch {
    // then the question is hidden a moment later
  }
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
  showFirst(standing.begun, page);
  const next = standing.next && /** @type {HTMLAnchorElement | null} */ (page.querySelector(`[data-lesson="${standing.next}"] a`));
  for (const begin of /** @type {NodeListOf<HTMLAnchorElement>} */ (page.querySelectorAll(":not([data-moved]) > a[data-begin]"))) {
    if (!next || !standing.begun) continue;
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
