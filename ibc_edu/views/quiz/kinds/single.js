// One answer to choose.

import { choiceInput } from "../choice_rows.js";
import { register } from "../kinds.js";

register("single", {
  input: (item, hooks) => choiceInput(item, hooks, false),
  chooseFirst: "Choose an answer first.",
  missedWord: () => "This is the answer.",
  missedWordNamesIt: false,
  stillApplies: () => true, // answers already ruled out stay marked
});
