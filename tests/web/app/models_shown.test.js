import { describe, expect, it, vi } from "vitest";
import { Model, showWidget } from "../../../ibc_edu/app/template/models.js";
import { fakeKernel } from "./fake_kernel.js";

/** Scripts can be loaded from now on; gives the addresses that are still held for them. */
function scriptsLoad() {
  const held = [];
  URL.createObjectURL = (blob) => {
    held.push(`data:text/javascript,${encodeURIComponent(blob.text)}`);
    return held.at(-1);
  };
  URL.revokeObjectURL = (address) => { held.splice(held.indexOf(address), 1); };
  vi.stubGlobal("Blob", class { constructor([text], { type }) { this.text = type === "text/javascript" ? text : "throw new Error('no script')"; } });
  return held;
}

/** The models of a page with widgets of one kind, by their ids: each shows its word, and `close` says that it is over. */
function widgetsOf(kernel, { _css = "", _esm = "export default { render({ model, el }) { el.append(model.get('word')); return () => el.replaceChildren('over'); } }" }, ...ids) {
  return ids.map((id) => {
    const model = new Model(kernel, id);
    kernel.say("comm_msg", { comm_id: id, data: { method: "update", state: { _css, _esm, word: `word ${id}` } } });
    return model;
  });
}
const placeOf = (text = "On its way.") => {
  const place = document.createElement("div");
  place.append(text);
  place.setAttribute("aria-busy", "true");
  return place;
};

it("lets a view show another widget inside, and takes it away when its step is over", async () => {
  const kernel = fakeKernel();
  const models = new Map();
  const outer = { _css: "", _esm: "export default { render({ el, host }) { el.host = host; } }" };
  const inner = { _css: "", _esm: "export default { render({ model, el }) { el.textContent = model.get('word'); return () => el.replaceChildren(); } }" };
  scriptsLoad();
  const model = new Model(kernel, "c1");
  kernel.tell({ method: "update", state: outer });
  const place = document.createElement("div");
  place.setAttribute("aria-busy", "true");
  await showWidget(model, place, models);
  expect(place.hasAttribute("aria-busy")).toBe(false);
  const asked = place.host.getWidget("anywidget:c2");
  kernel.say("comm_msg", { comm_id: "c2", data: { method: "update", state: { ...inner, word: "inside" } } });
  const child = await asked;
  const [el, closing] = [document.createElement("div"), new AbortController()];
  await child.render({ el, signal: closing.signal });
  expect(el.textContent).toBe("inside");
  closing.abort();
  expect(el.textContent).toBe("");
  expect([...models.keys()]).toEqual(["c2"]);
});

it("puts a widget where its place says that it is on its way, and the sheet of its kind into the page once", async () => {
  const held = scriptsLoad();
  const kernel = fakeKernel();
  const sheets = () => [...document.head.querySelectorAll("style")].filter(({ textContent }) => textContent === ".sample { color: red; }").length;
  const models = widgetsOf(kernel, { _css: ".sample { color: red; }" }, "c1", "c2");
  const places = [placeOf(), placeOf()];
  for (const [at, model] of models.entries()) {
    await showWidget(model, places[at], new Map());
    expect([places[at].textContent, places[at].hasAttribute("aria-busy"), sheets()]).toEqual([`word ${model.id}`, false, 1]);
  }
  expect(held).toEqual([]);
});

it("fetches no script twice for parts of one kind, which may be shown at once", async () => {
  scriptsLoad();
  const made = vi.spyOn(URL, "createObjectURL");
  const before = document.head.querySelectorAll("style").length;
  const models = widgetsOf(fakeKernel(), { _esm: "let shown = 0; export default { render({ el }) { shown += 1; el.append(shown); } }" }, "c1", "c2");
  const places = models.map(() => placeOf());
  await Promise.all(models.map((model, at) => showWidget(model, places[at], new Map())));
  expect(places.map(({ textContent }) => textContent)).toEqual(["1", "2"]);
  expect(made).toHaveBeenCalledOnce();
  expect(document.head.querySelectorAll("style").length).toBe(before); // no sheet of theirs
});

it("leaves a place as it is where the widget's script fails, so that the page can say so", async () => {
  const held = scriptsLoad();
  const [model] = widgetsOf(fakeKernel(), { _esm: "throw new Error('broken')" }, "c1");
  const place = placeOf();
  await expect(showWidget(model, place, new Map())).rejects.toThrow("broken");
  expect([place.textContent, place.hasAttribute("aria-busy"), held]).toEqual(["On its way.", true, []]);
});

describe("a widget inside another", () => {
  /** What a view gets to show others inside, in a page that has these widgets. */
  async function hostIn(kernel, models) {
    scriptsLoad();
    const [outer] = widgetsOf(kernel, { _esm: "export default { render({ el, host }) { el.host = host; } }" }, "outer");
    const place = placeOf();
    await showWidget(outer, place, models);
    return place.host;
  }

  it("is the one that the page has already, by its name with or without a mark in front", async () => {
    const kernel = fakeKernel();
    const models = new Map(widgetsOf(kernel, {}, "c1").map((model) => [model.id, model]));
    const host = await hostIn(kernel, models);
    const known = kernel.listeners.size;
    for (const reference of ["anywidget:c1", "c1"]) {
      const el = placeOf("");
      await (await host.getWidget(reference)).render({ el, signal: new AbortController().signal });
      expect(el.textContent).toBe("word c1");
    }
    expect([kernel.listeners.size, [...models.keys()]]).toEqual([known, ["c1"]]);
  });

  it("is taken away at once where its step was over before it was drawn, and stays until then otherwise", async () => {
    const kernel = fakeKernel();
    const models = new Map(widgetsOf(kernel, {}, "c1").map((model) => [model.id, model]));
    const child = await (await hostIn(kernel, models)).getWidget("anywidget:c1");
    const over = [true, false].map((early) => {
      const [el, step] = [placeOf(""), new AbortController()];
      const drawn = child.render({ el, signal: step.signal });
      if (early) step.abort();
      return drawn.then(() => el.textContent);
    });
    expect(await Promise.all(over)).toEqual(["over", "word c1"]);
  });

  it("may have nothing to take away", async () => {
    const kernel = fakeKernel();
    const models = new Map(widgetsOf(kernel, { _esm: "export default { render({ el }) { el.append('still'); } }" }, "c1").map((model) => [model.id, model]));
    const child = await (await hostIn(kernel, models)).getWidget("c1");
    for (const early of [true, false]) {
      const [el, step] = [placeOf(""), new AbortController()];
      const drawn = child.render({ el, signal: step.signal });
      if (early) step.abort();
      await drawn;
      step.abort();
      expect(el.textContent).toBe("still");
    }
  });
});
