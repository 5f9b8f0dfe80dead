// One list matched with another.

import { register } from "../kinds.js";
import { pairInput, sameRow } from "../pair_rows.js";

register("matching", {
  input: (item, hooks) => pairInput(item.left, item.right, hooks),
  chooseFirst: "Choose from at least one list first.",
  stillApplies: sameRow,
});
