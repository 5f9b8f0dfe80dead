// Sets before anything is drawn: the theme, by the reader's own choice, else the system's; whether the reader has begun.

(() => {
  let chosen = /** @type {string | null} */ (null);
  let begun = /** @type {string | null} */ (null);
  try {
    chosen = localStorage.getItem("ibc-edu-theme");
    begun = localStorage.getItem("ibc-edu-begun");
  } catch {
    // no storage here: the system's theme then
  }
  const dark = chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.setAttribute("theme", dark ? "dark" : "light");
  document.documentElement.toggleAttribute("data-begun", begun !== null);
})();
