import js from "@eslint/js";
import globals from "globals";

export default [
  { ignores: ["tests/web/node_modules/**"] },
  js.configs.recommended,
  {
    files: ["ibc_edu/**/*.js", "tests/web/**/*.js"],
    languageOptions: { ecmaVersion: 2023, sourceType: "module", globals: globals.browser },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "array-callback-return": "error",
      "consistent-return": "off",
      curly: ["error", "multi-line"],
      eqeqeq: "error",
      "max-lines": ["error", { max: 300 }],
      "max-lines-per-function": ["error", { max: 60, skipComments: true }],
      "no-console": ["error", { allow: ["warn"] }],
      "no-implicit-coercion": "error",
      "no-restricted-properties": [
        "error",
        { property: "innerHTML", message: "Text is set as text: use el() or fill()." },
        { property: "outerHTML", message: "Text is set as text: use el() or fill()." },
        { property: "insertAdjacentHTML", message: "Text is set as text: use el() or fill()." },
      ],
      "no-shadow": "error",
      "no-unused-expressions": "error",
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
      "prefer-template": "error",
    },
  },
  { files: ["ibc_edu/views/plot/**"], languageOptions: { globals: { FIGURE_THEME: "readonly" } } },
  { files: ["tests/web/**"], rules: { "max-lines-per-function": "off", "no-restricted-properties": "off" } },
];
