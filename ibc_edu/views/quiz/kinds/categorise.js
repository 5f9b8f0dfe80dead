// Entries sorted into groups.

import { register } from "../kinds.js";
import { pairInput, sameRow } from "../pair_rows.js";

register("categorise", {
  input: (item, hooks) => pairInput(item.entries, item.categories, hooks),
  chooseFirst: "Choose from at least one list first.",
  stillApplies: sameRow,
});
