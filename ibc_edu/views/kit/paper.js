// A page of its own to print or to save: a document that stands apart from the notebook.

/**
 * An empty document with a title and a style; node(tag, text, className) makes an element of it, text set as text.
 *
 * Returns {body, node, blob()}.
 */
export function paperPage(title, style) {
  const page = document.implementation.createHTMLDocument(title);
  page.documentElement.lang = "en";
  const node = (tag, text = "", className = "") => {
    const made = page.createElement(tag);
    if (className) made.className = className;
    made.textContent = text;
    return made;
  };
  page.head.append(node("style", style));
  const blob = () => new Blob([`<!doctype html>${new XMLSerializer().serializeToString(page.documentElement)}`], { type: "text/html;charset=utf-8" });
  return { body: page.body, node, blob };
}

/** Print from a hidden frame, so that the notebook itself is not printed. */
export function printPaper({ blob }, title) {
  const url = URL.createObjectURL(blob());
  const frame = document.createElement("iframe");
  Object.assign(frame, { src: url, title, tabIndex: -1, style: "position:fixed;width:0;height:0;border:0" });
  frame.setAttribute("aria-hidden", "true");
  frame.addEventListener("load", () => {
    frame.contentWindow?.print();
    setTimeout(() => { frame.remove(); URL.revokeObjectURL(url); }, 60000);
  });
  document.body.append(frame);
}

/** Save it as a file. */
export function savePaper({ blob }, filename) {
  const url = URL.createObjectURL(blob());
  const link = document.createElement("a");
  Object.assign(link, { href: url, download: filename });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}
