// Reports answers to scorm-again in both versions, and prints what it kept and every call that it refused, as JSON.
import { readFileSync } from "node:fs";
import { Lms } from "../../../ibc_edu/app/site/web/lms.js";

globalThis.window = globalThis; // scorm-again was made for pages
const { Scorm12API, Scorm2004API } = await import("scorm-again");

const answers = JSON.parse(readFileSync(0, "utf8"));
const found = {};
for (const version of ["1.2", "2004"]) {
  const api = version === "1.2" ? new Scorm12API({ autocommit: false, logLevel: 5 }) : new Scorm2004API({ autocommit: false, logLevel: 5 });
  const refused = [];
  const lms = new Lms(api, version);
  const call = lms.call.bind(lms);
  lms.call = (verb, ...values) => {
    const said = call(verb, ...values);
    if (verb !== "get" && said !== "true") refused.push([verb, ...values]);
    return said;
  };
  lms.start();
  lms.set(lms.model.status, "incomplete");
  for (const answer of answers) lms.addAnswer(answer);
  lms.remember("x".repeat(lms.model.longestMemory));
  lms.setPlace("lessons/staging.html#cell-id=abc-1");
  lms.setScore(0.375);
  lms.set(lms.model.status, "completed");
  lms.pause();
  lms.commit();
  const kept = api.renderCMIToJSONObject().cmi;
  lms.end();
  found[version] = { kept, refused };
}
process.stdout.write(JSON.stringify(found));
