import { defineConfig } from "vitest/config";

export default defineConfig({
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
