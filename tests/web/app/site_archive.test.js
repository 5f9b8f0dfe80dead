import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { filesOf, plain } from "../../../ibc_edu/app/site/web/archive.js";
import { tar } from "./tar.js";

const archive = tar(["a.py", "x".repeat(600)], ["empty", ""], ["b.py", "y", "far/below"]);
const read = (bytes) => [...filesOf(bytes)].map(({ name, content }) => [name, new TextDecoder().decode(content)]);

it("reads each file of a tar with its whole name, to the last byte", () => {
  expect(read(archive)).toEqual([["a.py", "x".repeat(600)], ["empty", ""], ["far/below/b.py", "y"]]);
});

it("takes an archive with its compression, and without it where the web server took it off", async () => {
  for (const sent of [gzipSync(archive), archive]) expect(read(await plain(new Response(sent)))).toHaveLength(3);
});

it("reads names that fill their place, and files that fill their blocks or hold zeros", () => {
  const long = `${"n".repeat(97)}.py`;
  const files = tar([long, "x".repeat(512), "f".repeat(155)], ["b.py", "\0\0y"]);
  expect(read(files)).toEqual([[`${"f".repeat(155)}/${long}`, "x".repeat(512)], ["b.py", "\0\0y"]]);
  expect(read(new Uint8Array())).toEqual([]);
});

it.each([["no byte at all", []], ["one that begins like a compressed one", [0x1f, 0x61]], ["one that goes on like a compressed one", [0x61, 0x8b]]])("takes for not compressed: %s", async (_what, bytes) => {
  expect([...await plain(new Response(Uint8Array.from(bytes)))]).toEqual(bytes);
});
