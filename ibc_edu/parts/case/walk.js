// Where a path leads in a case: places, choices made, and what the counters say.

/**
 * @typedef {{statement: string, correction: string}} Belief
 * @typedef {{text: string, to: string, consequence: string, feedback: string, reasoned: boolean, belief: Belief | null,
 *   adds: Record<string, number>, sources: string[]}} Choice
 * @typedef {{title: string, seen: string, heard: string, asked: string, choices: Choice[]}} Scene
 * @typedef {{title: string, text: string, sources: string[]}} Ending
 * @typedef {{key: string, name: string, start: number}} Counter
 * @typedef {{key: string, title: string, person: string, lesson: string, start: string, ask: string[],
 *   counters: Counter[], scenes: Record<string, Scene>, endings: Record<string, Ending>, reasoned: number[]}} Case
 * @typedef {{scene: Scene, number: number, choice: Choice}} Step
 */

/**
 * The steps of a path; it ends early where a number is no choice.
 * @param {Case} story
 * @param {number[]} path
 * @returns {{steps: Step[], place: string}} the place where it has come to
 */
export function walk(story, path) {
  /** @type {Step[]} */
  const steps = [];
  let place = story.start;
  for (const number of path) {
    const scene = story.scenes[place];
    const choice = scene?.choices[number];
    if (!choice) break;
    steps.push({ scene, number, choice });
    place = choice.to;
  }
  return { steps, place };
}

/**
 * What the counters say after these steps.
 * @param {Case} story
 * @param {Step[]} steps
 */
export function counts(story, steps) {
  return story.counters.map(({ key, name, start }) => ({
    name, value: steps.reduce((sum, { choice }) => sum + (choice.adds[key] ?? 0), start),
  }));
}
