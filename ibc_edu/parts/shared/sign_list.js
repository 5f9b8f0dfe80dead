// Signs to call about, under headings that say how soon.

import { el, icon } from "../../views/kit/dom.js";
import { foldedSources } from "../../views/kit/sources/source_list.js";
import "./sign_list.css";

const URGENCY_ICONS = { emergency: "missed", today: "flag", next_visit: "info" };

/**
 * Signs by urgency, the most urgent first; the same sign is one entry, whomever it goes with.
 *
 * signs: [{sign, urgency, act, why, who, sources}]. Returns [{urgency: {key, name, text}, signs: [{sign, acts, whys, whos, sources}]}].
 */
export function byUrgency(signs, urgencies) {
  const groups = urgencies.map((urgency) => ({ urgency, signs: joined(signs.filter((each) => each.urgency === urgency.key)) }));
  return groups.filter((group) => group.signs.length);
}

function joined(signs) {
  const found = new Map();
  for (const { sign, act, why, who, sources } of signs) {
    if (!found.has(sign)) found.set(sign, { sign, acts: new Set(), whys: new Set(), whos: new Set(), sources: new Set() });
    const entry = found.get(sign);
    if (act) entry.acts.add(act);
    entry.whys.add(why);
    entry.whos.add(who);
    sources.forEach((key) => entry.sources.add(key));
  }
  return [...found.values()].map(({ sign, acts, whys, whos, sources }) => ({
    sign, acts: [...acts], whys: [...whys], whos: whos.has("") ? [] : [...whos], sources: [...sources],
  }));
}

/** The list; sources are shown once, folded, at the end. */
export function signList(signs, urgencies, allSources) {
  const keys = [...new Set(signs.flatMap(({ sources }) => sources))];
  return el("div", { class: "ibc-signs" },
    byUrgency(signs, urgencies).map(({ urgency, signs: found }) => el("section", { class: "ibc-sign-group", dataset: { urgency: urgency.key } },
      el("p", { class: "ibc-sign-heading" }, icon(URGENCY_ICONS[urgency.key]), el("strong", {}, urgency.name)),
      el("p", { class: "ibc-small" }, urgency.text),
      el("ul", { class: "ibc-sign-list" }, found.map(signEntry)))),
    foldedSources("Where these signs come from", keys.map((key) => allSources[key])));
}

/** "With this drug or that one", where a sign does not go with all that is shown. */
export function withWhom(whos) {
  return whos.length ? ` (with ${whos.map((who) => who.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase())).join(", ")})` : "";
}

function signEntry({ sign, acts, whys, whos }) {
  return el("li", {},
    el("strong", {}, sign), whos.length ? el("span", { class: "ibc-muted" }, withWhom(whos)) : null,
    el("span", { class: "ibc-sign-why" }, `. ${whys.join(" ")}`),
    acts.length ? el("span", { class: "ibc-sign-act" }, acts.join(" ")) : null);
}

/** How many signs there are of each urgency, in words. */
export function countSigns(signs, urgencies) {
  return byUrgency(signs, urgencies).map(({ urgency, signs: found }) => `${urgency.name.split(":")[0].toLowerCase()}: ${found.length}`).join("; ");
}
