// Sources of a statement: the article's sentences and the facts beyond it, each with its date and its caveat.

/** A list of sources as they come from Python: {kind, label, text, date, caveat}. */
function sourceList(sources) {
  return el("ul", { class: "ibc-sources" }, sources.map(sourceItem));
}

/** The same, folded under a title that counts them; nothing where there are none. */
function foldedSources(title, sources) {
  if (!sources.length) return null;
  return el("details", {}, el("summary", {}, `${title} (${sources.length})`), sourceList(sources));
}

function sourceItem({ kind, label, text, date, caveat }) {
  const origin = kind === "article" ? `The article, “${label}”` : `Beyond the article: ${label}`;
  return el("li", { class: `ibc-source ibc-source-${kind}` },
    kind === "article" ? el("blockquote", {}, text) : el("p", {}, text),
    el("p", { class: "ibc-muted ibc-small" }, origin, date ? ` (checked ${date})` : null),
    caveat ? el("p", { class: "ibc-caveat" }, el("strong", {}, "What to know today: "), caveat) : null);
}
