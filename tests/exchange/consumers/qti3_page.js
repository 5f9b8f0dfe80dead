// For a page that has loaded qti-components: shows one item, and hands in what was answered.
/* global QtiComponents */

window.putItem = async (xml) => {
  const content = QtiComponents.qtiTransformItem().parse(xml).htmlDoc();
  const connected = new Promise((done) => document.addEventListener("qti-assessment-item-connected", done, { once: true }));
  document.body.replaceChildren(content);
  await connected;
  await new Promise((done) => setTimeout(done));
  return document.querySelector("qti-assessment-item");
};

window.handIn = async (item) => {
  item.processResponse();
  await item.updateComplete;
  await new Promise((done) => setTimeout(done));
  const shown = [...item.querySelectorAll("qti-modal-feedback")].filter((each) => each.shadowRoot.querySelector("dialog").open);
  const said = shown.map((each) => [...each.querySelectorAll("p, li")].map((part) => part.textContent));
  return { score: Number(item.getOutcome("SCORE").value), said: said.flat() };
};

window.gradeAll = async (asked) => {
  const found = [];
  for (const { xml, responses } of asked) {
    const graded = [];
    for (const response of responses) {
      const item = await window.putItem(xml);
      item.updateResponseVariable("RESPONSE", response);
      graded.push(await window.handIn(item));
    }
    found.push(graded);
  }
  return found;
};
