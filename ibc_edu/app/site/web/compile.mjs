// Adds byte code to archives of packages, made by the very Python that will read it:
// node compile.mjs PYTHON_FOLDER ARCHIVE...

import { readFileSync, writeFileSync } from "node:fs";
import process from "node:process";
import { pathToFileURL } from "node:url";

const [, , folder, ...archives] = process.argv;
const { loadPyodide } = await import(pathToFileURL(`${folder}/pyodide.mjs`).href);
const python = await loadPyodide({ indexURL: folder });
for (const name of archives) {
  python.FS.writeFile("/before.zip", readFileSync(`${folder}/${name}`));
  python.runPython(`
import compileall, pathlib, py_compile, shutil, zipfile
root = pathlib.Path("/packages")
shutil.rmtree(root, ignore_errors=True)
with zipfile.ZipFile("/before.zip") as archive:
    archive.extractall(root)
# Unchecked: the archive is read as a whole, so that no source in it is newer than its byte code.
unchecked = py_compile.PycInvalidationMode.UNCHECKED_HASH
for top in root.iterdir():
    ours = top.name == "ibc_edu"  # looks for its own modules by their files
    if top.is_dir():
        compileall.compile_dir(top, quiet=2, legacy=not ours, stripdir="/packages", invalidation_mode=unchecked)
    if top.is_dir() and not ours:
        for source in top.rglob("*.py"):
            if source.with_suffix(".pyc").exists():
                source.unlink()
with zipfile.ZipFile("/after.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
    for path in sorted(root.rglob("*")):
        if path.is_file():
            info = zipfile.ZipInfo(path.relative_to(root).as_posix(), (1980, 1, 1, 0, 0, 0))
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(info, path.read_bytes())
`);
  writeFileSync(`${folder}/${name}`, python.FS.readFile("/after.zip"));
}
