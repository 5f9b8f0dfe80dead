// A number to type.

import { register } from "../kinds.js";
import { fieldInput } from "../typed_field.js";

register("numeric", {
  input: (item, hooks) => fieldInput(hooks, { look: "ibc-field-number", inputmode: "decimal", unitText: item.unit }),
  chooseFirst: "Type a number first.",
  typed: true,
});
