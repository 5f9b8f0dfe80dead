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
