// What Python's errors say, as far as the page acts on them.

/** Packages that are fetched only when a part needs them. */
export const LARGE = ["numpy", "pandas", "scipy"];

/** The large package that an error says is not there, if it does. @param {string} text */
export function missingPackage(text) {
  const name = /ModuleNotFoundError: (?:The module|No module named) '([\w]+)/.exec(text)?.[1];
  return name && LARGE.includes(name) ? name : null;
}

/** What an error says, without where it happened. @param {unknown} error */
export function lastLine(error) {
  const text = String(error instanceof Error ? error.message : error).trim();
  const lines = text.split("\n");
  // Python's own line comes first after the indented ones; what follows is advice.
  return lines.findLast((line) => /^[\w.]+(Error|Exception)\b/.test(line)) ?? lines[lines.length - 1];
}
