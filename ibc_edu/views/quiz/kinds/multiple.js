// Every answer that fits.

import { choiceInput } from "../choice_rows.js";
import { register } from "../kinds.js";

register("multiple", {
  input: (item, hooks) => choiceInput(item, hooks, true),
  chooseFirst: "Choose at least one answer first.",
  missedWord: () => "This one belongs too.",
  missedWordNamesIt: false,
  missedLook: "missed",
  stillApplies: () => true, // answers already ruled out stay marked
});
