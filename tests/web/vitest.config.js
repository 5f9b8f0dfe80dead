import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    environment: "jsdom",
    include: ["views/**/*.test.js", "parts/**/*.test.js"],
    setupFiles: ["./setup.js"],
    restoreMocks: true,
    unstubGlobals: true,
  },
  // The modules under test are the package's own, two folders up.
  server: { fs: { allow: ["../.."] } },
});
