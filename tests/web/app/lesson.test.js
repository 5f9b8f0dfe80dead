import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, vi } from "vitest";
import { hasModules, isLesson, isOwnCell, mayStart, titleOf, usesCourse, withoutViews } from "../../../ibc_edu/app/jupyter/labextensions/ibc-edu/static/lesson.js";

const SHOW = 'import ibc_edu\nibc_edu.lesson("staging").show("check-stage")';
const code = (source) => ({ cell_type: "code", source });
const text = (source) => ({ cell_type: "markdown", source });
const NOTEBOOKS = join(import.meta.dirname, "../../../notebooks");

it("knows the course's own cells to the letter", () => {
  expect([SHOW, `${SHOW}\n`, 'import ibc_edu\nibc_edu.present("staging")'].map(isOwnCell)).toEqual([true, true, true]);
});

it.each([
  ["a line in front", `import os\n${SHOW}`],
  ["a line behind", `${SHOW}\nos.system("id")`],
  ["a second statement", `${SHOW}; import os`],
  ["a second statement in the first line", 'import ibc_edu; import os\nibc_edu.lesson("a").show("b")'],
  ["another module under the name", 'import os as ibc_edu\nibc_edu.lesson("a").show("b")'],
  ["two modules", 'import ibc_edu, os\nibc_edu.lesson("a").show("b")'],
  ["a call in place of a name", 'import ibc_edu\nibc_edu.lesson(open("x")).show("b")'],
  ["a name that ends early", 'import ibc_edu\nibc_edu.lesson("a" + f()).show("b")'],
  ["a quote inside", 'import ibc_edu\nibc_edu.lesson("a\\"+f()+\\"").show("b")'],
  ["an f-string", 'import ibc_edu\nibc_edu.lesson(f"{f()}").show("b")'],
  ["braces", 'import ibc_edu\nibc_edu.lesson("{f()}").show("b")'],
  ["another method", 'import ibc_edu\nibc_edu.lesson("a").write("b")'],
  ["something private", 'import ibc_edu\nibc_edu._presenter("a")'],
  ["a shell command", '!rm -rf ~\nibc_edu.lesson("a").show("b")'],
  ["a magic", '%run x.py\nibc_edu.lesson("a").show("b")'],
  ["a cell magic", `%%bash\n${SHOW}`],
  ["a help sign", `${SHOW}?`],
  ["a comment", `${SHOW} # ok`],
  ["a carriage return", SHOW.replace("\n", "\r")],
  ["a line separator", SHOW.replace("\n", "\u2028")],
  ["a letter that looks the same", SHOW.replaceAll("i", "\u0456")],
  ["a wide letter, which Python reads as the plain one", SHOW.replace("show", "\uff53how")],
  ["a blank in front", ` ${SHOW}`],
  ["two lines at the end", `${SHOW}\n\n`],
  ["nothing", ""],
])("does not take for its own: %s", (_what, source) => {
  expect(isOwnCell(source)).toBe(false);
  expect(mayStart([code(SHOW), code(source)])).toBe(false);
});

it("starts only a notebook that has code and no cell of another kind", () => {
  expect(mayStart([text("# A"), code(SHOW)])).toBe(true);
  expect(mayStart([text("# A")])).toBe(false);
  expect(mayStart([])).toBe(false);
  expect(mayStart([code(SHOW), { cell_type: "Code", source: SHOW }])).toBe(false);
  expect(mayStart([code(SHOW), { cell_type: "html", source: "" }])).toBe(false);
});

it("tells a lesson that was changed from a notebook that only uses the course", () => {
  const own = code("import ibc_edu\nibc_edu.load()");
  expect([isLesson([code(SHOW), own]), isLesson([own]), usesCourse([own]), usesCourse([code("import pandas")])]).toEqual([true, false, true, false]);
});

it("takes words about the course for words, and not for code", () => {
  expect(mayStart([{ cell_type: "raw", source: "import os" }, text(SHOW), code(SHOW)])).toBe(true);
  expect([isLesson([text(SHOW), code("import os")]), usesCourse([text(SHOW), code("import os")])]).toEqual([false, false]);
  expect([isLesson([code("import os"), code(SHOW)]), usesCourse([code("import os"), code("x = 1\nfrom ibc_edu import load")])]).toEqual([true, true]);
});

it("does not believe metadata", () => {
  const lying = { ...code("import os"), metadata: { trusted: true, editable: false, ibc_edu: { own: true } } };
  expect(mayStart([lying])).toBe(false);
});

it("starts every lesson of the course but the one with code to change", () => {
  const started = readdirSync(NOTEBOOKS).filter((name) => name.endsWith(".ipynb")).map((name) => {
    const { cells } = JSON.parse(readFileSync(join(NOTEBOOKS, name), "utf8"));
    const plain = cells.map((cell) => ({ cell_type: cell.cell_type, source: cell.source.join("") }));
    expect(isLesson(plain)).toBe(true);
    return [name.slice(0, 2), mayStart(plain)];
  });
  expect(started.length).toBeGreaterThan(8);
  expect(started.filter(([, may]) => !may).map(([number]) => number)).toEqual(["07"]);
});

it("sees modules that Python would load in place of the course", async () => {
  const file = (name) => ({ name, type: "file" });
  const folder = (name) => ({ name, type: "directory" });
  const inside = { ibc_edu: [file("__init__.py")], handouts: [file("a.html")], anywidget: [file("__init__.cpython-311-x86_64-linux-gnu.so")] };
  const has = (...entries) => hasModules(entries, async (name) => inside[name] ?? []);
  expect(await has(file("01_staging.ipynb"), folder("handouts"), folder("my notes"))).toBe(false);
  for (const name of ["ibc_edu.py", "anywidget.pyc", "json.cpython-311-x86_64-linux-gnu.so", "A.PYD"]) expect(await has(file(name))).toBe(true);
  expect(await has(folder("ibc_edu"))).toBe(true);
  expect(await has(folder("anywidget"))).toBe(true);
});

it("sees such a module beside others, and takes nothing for one that Python does not load", async () => {
  const inside = {
    ibc_edu: [{ name: "README.md" }, { name: "__init__.py" }], "my notes": [{ name: "__init__.py" }], "a.py": [{ name: "__init__.py" }], plain: [{ name: "old__init__.py" }, { name: "x.txt" }],
  };
  const listing = vi.fn(async (name) => inside[name]);
  const has = (...names) => hasModules(names.map((name) => ({ name, type: name in inside ? "directory" : "file" })), listing);
  expect(await has("01.ipynb", "json.py", "notes.txt")).toBe(true);
  expect(await has("plain", "ibc_edu")).toBe(true);
  listing.mockClear();
  expect(await has("01.ipynb", "my notes", "a.py", "plain", "LICENSE")).toBe(false);
  expect(listing.mock.calls).toEqual([["plain"]]);
});

const VIEW = "application/vnd.jupyter.widget-view+json";

it("reads and saves a notebook without views, and leaves everything else as it is", () => {
  const shown = { output_type: "execute_result", data: { "text/plain": "Quiz", [VIEW]: { model_id: "gone" } } };
  const printed = { output_type: "stream", text: "hello" };
  const notebook = { metadata: { kernelspec: { name: "python3" }, widgets: { state: {} } }, cells: [text("# A"), { ...code(SHOW), outputs: [shown, printed] }], nbformat: 4 };
  const kept = withoutViews(notebook);
  expect(kept.cells[1].outputs).toEqual([{ output_type: "execute_result", data: { "text/plain": "Quiz" } }, printed]);
  expect(kept.metadata).toEqual({ kernelspec: { name: "python3" } });
  expect(kept.cells[0]).toBe(notebook.cells[0]);
  expect(shown.data[VIEW]).toBeDefined();
  expect(withoutViews(kept)).toBe(kept);
});

it("takes a view out of one cell, also where the notebook keeps no state of views, and minds no file without cells", () => {
  const shown = { output_type: "execute_result", data: { "text/plain": "Quiz", [VIEW]: { model_id: "gone" } } };
  const notebook = { metadata: { title: "A" }, cells: [text("# A"), { ...code(SHOW), outputs: [shown] }, { ...code(SHOW), outputs: [] }] };
  const kept = withoutViews(notebook);
  expect(kept).toEqual({ metadata: { title: "A" }, cells: [text("# A"), { ...code(SHOW), outputs: [{ output_type: "execute_result", data: { "text/plain": "Quiz" } }] }, { ...code(SHOW), outputs: [] }] });
  for (const empty of [null, undefined]) expect(withoutViews(empty)).toBe(empty);
  expect(withoutViews({ metadata: { widgets: {} } })).toEqual({ metadata: {}, cells: [] });
});

it.each([
  ["Number 1 # is no heading\n\n#  Staging  \n", "Staging"],
  ["## Below\n#Tag\n# Staging # again", "Staging # again"],
  ["Text\n# Staging\nmore", "Staging"],
  ["## Below only", null],
])("finds the title where it begins a line, with a blank after its sign: %j", (source, title) => {
  expect(titleOf({ cells: [text(source)] })).toBe(title);
});

it("finds the title of a notebook", () => {
  expect(titleOf({ cells: [code("# no"), text("hello"), text(["# Staging: what it means\n", "\n", "# Second"])] })).toBe("Staging: what it means");
  for (const none of [{ cells: [] }, {}, null]) expect(titleOf(none)).toBe(null);
});
