// A stand-in for a learning platform.

/** A platform of a version that keeps what it is told, and says no to what it does not know. */
export function fakeApi(version, kept = {}) {
  const calls = [];
  const plain = {
    Initialize: () => "true",
    Terminate: () => "true",
    GetValue: (name) => (name === "cmi.interactions._count" ? String(new Set(Object.keys(kept).filter((key) => /interactions\.\d/.test(key)).map((key) => key.split(".")[2])).size) : String(kept[name] ?? "")),
    SetValue: (name, value) => { kept[name] = value; return "true"; },
    Commit: () => "true",
  };
  const names = version === "1.2" ? { Initialize: "LMSInitialize", Terminate: "LMSFinish", GetValue: "LMSGetValue", SetValue: "LMSSetValue", Commit: "LMSCommit" } : {};
  const api = Object.fromEntries(Object.entries(plain).map(([name, does]) => [names[name] ?? name, (...values) => { calls.push([name, ...values]); return does(...values); }]));
  return { api, kept, calls };
}
