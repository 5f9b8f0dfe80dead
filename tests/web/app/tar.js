// A tar as a site's build writes it.

/** @param {string} name @param {string} content @param {string} folder */
function entry(name, content, folder = "") {
  const head = new Uint8Array(512);
  const write = (at, text) => head.set(new TextEncoder().encode(text), at);
  write(0, name);
  write(124, content.length.toString(8).padStart(11, "0"));
  write(345, folder);
  const padded = new Uint8Array(Math.ceil(content.length / 512) * 512);
  padded.set(new TextEncoder().encode(content));
  return [...head, ...padded];
}

/** The bytes of an archive of these files, each as [name, content, folder]. */
export function tar(...files) {
  return new Uint8Array([...files.flatMap(([name, content, folder]) => entry(name, content, folder)), ...new Uint8Array(1024)]);
}
