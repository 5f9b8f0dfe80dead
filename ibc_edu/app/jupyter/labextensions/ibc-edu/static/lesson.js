// What a lesson of the course is, told from its cells alone, and how its file is read and saved.

const OWN_CELL = /^import ibc_edu\nibc_edu\.(?:lesson\("[a-z0-9-]+"\)\.show\("[a-z0-9-]+"\)|present\("[a-z0-9-]+"\))\n?$/;
const ANY_OF_OURS = /^(?:import ibc_edu|from ibc_edu import )/m;
const WIDGET_VIEW = "application/vnd.jupyter.widget-view+json";
const IMPORTABLE = /\.(?:py|pyc|pyw|pyd|so)$/i;
const MODULE_NAME = /^[\p{L}_][\p{L}\p{N}_]*$/u;

/**
 * Whether this is, to the letter, one of the course's own cells: it shows a part or presents, and nothing else.
 * @param {string} source
 */
export function isOwnCell(source) {
  return OWN_CELL.test(source);
}

/**
 * Whether a notebook may start by itself: there is code, and all of it is the course's own. Metadata say nothing about it.
 * @param {{cell_type: string, source: string}[]} cells
 */
export function mayStart(cells) {
  const code = cells.filter((cell) => cell.cell_type !== "markdown" && cell.cell_type !== "raw");
  return code.length > 0 && code.every((cell) => cell.cell_type === "code" && isOwnCell(cell.source));
}

/**
 * Whether a notebook is a lesson of the course, changed or not: at least one cell is the course's own.
 * @param {{cell_type: string, source: string}[]} cells
 */
export function isLesson(cells) {
  return cells.some((cell) => cell.cell_type === "code" && isOwnCell(cell.source));
}

/**
 * Whether a notebook uses the course at all, as one that somebody wrote for themselves may.
 * @param {{cell_type: string, source: string}[]} cells
 */
export function usesCourse(cells) {
  return cells.some((cell) => cell.cell_type === "code" && ANY_OF_OURS.test(cell.source));
}

/**
 * Whether Python could load something of a folder in place of the course: a file or package beside the notebook comes first.
 * @param {{name: string, type: string}[]} entries what is in the folder
 * @param {(name: string) => Promise<{name: string}[]>} listing gives what is in a folder below it
 */
export async function hasModules(entries, listing) {
  if (entries.some((entry) => entry.type !== "directory" && IMPORTABLE.test(entry.name))) return true;
  const packages = entries.filter((entry) => entry.type === "directory" && MODULE_NAME.test(entry.name));
  for (const { name } of packages) {
    if ((await listing(name)).some((entry) => /^__init__\./.test(entry.name))) return true;
  }
  return false;
}

/**
 * The notebook without what means nothing once its kernel has gone: widgets' views and their state. The text form stays.
 * @param {any} notebook as in its file
 */
export function withoutViews(notebook) {
  const cells = (notebook?.cells ?? []).map((/** @type {any} */ cell) =>
    cell.outputs?.some(hasView) ? { ...cell, outputs: cell.outputs.map(withoutView) } : cell);
  const { widgets, ...metadata } = notebook?.metadata ?? {};
  return widgets || cells.some((cell, at) => cell !== notebook.cells[at]) ? { ...notebook, metadata, cells } : notebook;
}

/** @param {any} output */
function hasView(output) {
  return output.data?.[WIDGET_VIEW] !== undefined;
}

/** @param {any} output */
function withoutView(output) {
  if (!hasView(output)) return output;
  const data = { ...output.data };
  delete data[WIDGET_VIEW];
  return { ...output, data };
}

/**
 * The first heading of a notebook, without the signs that make it one.
 * @param {any} notebook
 */
export function titleOf(notebook) {
  for (const cell of notebook?.cells ?? []) {
    const text = Array.isArray(cell.source) ? cell.source.join("") : cell.source;
    const heading = cell.cell_type === "markdown" && /^# +(.+)$/m.exec(text);
    if (heading) return heading[1].trim();
  }
  return null;
}
