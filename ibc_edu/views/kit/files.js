// A file that Python makes when a reader asks for it.

import { savePaper } from "./paper.js";

/**
 * Returns a function that sends the message by which Python is asked. All views of a part hear what Python says; the one
 * that asked saves the file.
 * @param {import("./dom.js").Widget} widget
 * @param {(said: any, buffers: DataView<ArrayBuffer>[]) => {name: string, blob: Blob}} fileOf reads it in what Python says
 * @returns {(type: string, fields?: Record<string, any>) => void}
 */
export function fileAsker(widget, fileOf) {
  let asked = "";
  widget.on("msg:custom", (said, buffers) => {
    if (said?.type !== "file" || !widget.awaits(asked)) return; // it comes before the reply to what asked for it
    const { name, blob } = fileOf(said, buffers);
    savePaper({ blob: () => blob }, name);
    widget.announce("The file was saved.");
  });
  return (type, fields = {}) => {
    asked = widget.send(type, fields);
  };
}
