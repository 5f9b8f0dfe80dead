// Adds byte code to archives of packages, made by the very Python that will read it, and to those modules of its own
// library that are in use once the first parts are there:
// node compile.mjs PYTHON_FOLDER STANDARD_LIBRARY CELLS ARCHIVE...

import { readFileSync, writeFileSync } from "node:fs";
import process from "node:process";
import { pathToFileURL } from "node:url";

const [, , folder, standard, cells, ...archives] = process.argv;
const { loadPyodide } = await import(pathToFileURL(`${folder}/pyodide.mjs`).href);
const python = await loadPyodide({ indexURL: folder });
python.runPython(`
import compileall, gzip, io, os, pathlib, py_compile, shutil, sys, tarfile, zipfile
sys.dont_write_bytecode = True
# Unchecked: an archive is read as a whole, so that no source in it is newer than its byte code.
unchecked = py_compile.PycInvalidationMode.UNCHECKED_HASH

def unpacked(name):
    root = pathlib.Path("/unpacked", name.partition(".")[0])
    shutil.unpack_archive("/" + name, root)
    return root

def files_of(root):
    return [(path.relative_to(root).as_posix(), path.read_bytes()) for path in sorted(root.rglob("*")) if path.is_file()]

def as_zip(files):
    with zipfile.ZipFile("/after", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in files:
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(info, content)

def as_stream(files):
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name, content in files:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    pathlib.Path("/after").write_bytes(gzip.compress(written.getvalue(), mtime=0))

def compiled(root):
    for top in root.iterdir():
        ours = top.name.startswith("ibc_edu")  # its modules, and how a notebook starts, are looked for by their files
        options = dict(quiet=2, legacy=not ours, stripdir=str(root), invalidation_mode=unchecked)
        compileall.compile_dir(top, **options) if top.is_dir() else compileall.compile_file(top, **options)
        for source in [] if ours else [top, *top.rglob("*.py")]:
            if source.suffix == ".py" and source.with_suffix(".pyc").exists():
                source.unlink()

def library_in_use(library):
    """Files of the standard library, by their names in it, that were imported so far."""
    origins = [str(getattr(module.__spec__, "origin", "")) for module in list(sys.modules.values()) if getattr(module, "__spec__", None)]
    return [origin.partition(library)[2] for origin in origins if library in origin and origin.endswith(".py")]
`);
const run = (/** @type {string} */ code) => python.runPython(code);
const take = (/** @type {string} */ name) => python.FS.writeFile(`/${name}`, new Uint8Array(readFileSync(`${folder}/${name}`)));
const give = (/** @type {string} */ name) => writeFileSync(`${folder}/${name}`, python.FS.readFile("/after"));
for (const name of archives) {
  take(name);
  run(`root = unpacked("${name}"); compiled(root); (as_zip if "${name}".endswith(".zip") else as_stream)(files_of(root))`);
  give(name);
}
take(standard);
python.globals.set("cells", cells);
run(`
import json
packages = pathlib.Path("/unpacked/packages")
sys.path += [str(packages), str(packages / "ibc_edu_stubs")]
os.environ["IBC_EDU_RECORD"] = "memory"
from ibc_edu.app.site.page.kernel import PageKernel
kernel = PageKernel(lambda *_: None)
for cell in json.loads(cells):
    try:
        kernel.run(cell)
    except Exception:  # it wants what is not here, such as a large package: what it imported so far is compiled
        pass
root = unpacked("${standard}")
library = next(path for path in sys.path if path.endswith(".zip"))
for name in library_in_use(library + "/"):
    source = root / name
    py_compile.compile(str(source), str(source.with_suffix(".pyc")), f"{library}/{name}", doraise=True, invalidation_mode=unchecked)
    source.unlink()
as_zip(files_of(root))
`);
give(standard);
