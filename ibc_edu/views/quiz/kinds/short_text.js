// A word or a few to type.

import { register } from "../kinds.js";
import { fieldInput } from "../typed_field.js";

register("short_text", {
  input: (item, hooks) => fieldInput(hooks, { look: "ibc-field-text", inputmode: "text" }),
  chooseFirst: "Type your answer first.",
  typed: true,
});
