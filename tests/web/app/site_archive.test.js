import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { filesOf, plain } from "../../../ibc_edu/app/site/web/archive.js";

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

const archive = new Uint8Array([...entry("a.py", "x".repeat(600)), ...entry("empty", ""), ...entry("b.py", "y", "far/below"), ...new Uint8Array(1024)]);
const read = (bytes) => [...filesOf(bytes)].map(({ name, content }) => [name, new TextDecoder().decode(content)]);

it("reads each file of a tar with its whole name, to the last byte", () => {
  expect(read(archive)).toEqual([["a.py", "x".repeat(600)], ["empty", ""], ["far/below/b.py", "y"]]);
});

it("takes an archive with its compression, and without it where the web server took it off", async () => {
  for (const sent of [gzipSync(archive), archive]) expect(read(await plain(new Response(sent)))).toHaveLength(3);
});
