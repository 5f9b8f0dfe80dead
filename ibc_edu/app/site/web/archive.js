// The files of a compressed tar. Python would unpack it too, but takes seconds.

const BLOCK = 512;

/** An answer's bytes without their compression, which some web servers have taken off already. @param {Response} answer */
export async function plain(answer) {
  const bytes = new Uint8Array(await answer.arrayBuffer());
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const open = new Response(bytes).body?.pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(open).arrayBuffer());
}

/** @param {Uint8Array} bytes */
function text(bytes) {
  const end = bytes.indexOf(0);
  return new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end));
}

/** @param {Uint8Array} archive @returns {Generator<{name: string, content: Uint8Array}>} */
export function* filesOf(archive) {
  for (let at = 0; archive[at]; ) {
    const head = archive.subarray(at, at + BLOCK);
    const [name, size, folder] = [head.subarray(0, 100), head.subarray(124, 136), head.subarray(345, 500)].map(text);
    const length = Number.parseInt(size, 8);
    at += BLOCK;
    yield { name: folder ? `${folder}/${name}` : name, content: archive.subarray(at, at + length) };
    at += Math.ceil(length / BLOCK) * BLOCK;
  }
}
