import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { defineConfig } from "vitest/config";

/** The scripts of the template and of the site, two folders here, are one folder in a site. */
const oneFolderInASite = {
  name: "one-folder-in-a-site",
  enforce: "pre",
  resolveId(source, importer) {
    if (!importer?.includes("/app/site/web/") || !source.startsWith("./") || existsSync(join(dirname(importer), source))) return null;
    return join(dirname(importer), "../../template", source);
  },
};

/** Python, which a site has beside its scripts, is what a test puts there. */
const pythonInASite = {
  name: "python-in-a-site",
  enforce: "pre",
  resolveId: (source) => (source.endsWith("/app/python/pyodide.mjs") ? join(import.meta.dirname, "app/pyodide.js") : null),
};

export default defineConfig({
  plugins: [oneFolderInASite, pythonInASite],
  test: {
    environment: "jsdom",
    include: ["views/**/*.test.js", "parts/**/*.test.js", "app/**/*.test.js", "classroom/**/*.test.js"],
    setupFiles: ["./setup.js"],
    isolate: false, // one jsdom for all: starting one takes longer than the tests of a file
    restoreMocks: true,
    unstubGlobals: true,
  },
  // The modules under test are the package's own, two folders up.
  server: { fs: { allow: ["../.."] } },
});
