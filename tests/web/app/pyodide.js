// Pyodide as a site has it beside its scripts: its Python is the one that a test has put there.

export const loadPyodide = async () => globalThis.testPython;
