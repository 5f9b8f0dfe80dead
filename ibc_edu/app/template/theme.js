// Sets the theme before anything is drawn: the reader's own choice, else the system's.

(() => {
  let chosen = /** @type {string | null} */ (null);
  try {
    chosen = localStorage.getItem("ibc-edu-theme");
  } catch {
    // no storage here: the system's theme then
  }
  const dark = chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.setAttribute("theme", dark ? "dark" : "light");
})();
