// How each kind of therapy works, as a small drawing; what it shows is said in words beside it and to screen readers.

import { el } from "../../views/kit/dom.js";

const PICTURE_SIZE = { width: 300, height: 160 };

const shape = (tag, className, attributes) => el(tag, { class: `ibc-pic-${className}`, ...attributes });
const stroke = (className, d) => shape("path", className, { d });
const dot = (className, x, y, r = 7) => shape("circle", className, { cx: x, cy: y, r });
const label = (x, y, text, anchor = "middle") => el("text", { class: "ibc-pic-label", x, y, "text-anchor": anchor }, text);
const bigCell = () => stroke("cell", "M-10 165 C20 88 280 88 310 165 Z");
const roundCell = (x, y, r = 38) => [dot("cell", x, y, r), dot("nucleus", x, y, r * 0.42)];
const arrow = (x1, y1, x2, y2) => {
  const angle = Math.atan2(y2 - y1, x2 - x1);
  const wing = (turn) => `M${x2} ${y2} L${x2 - 9 * Math.cos(angle + turn)} ${y2 - 9 * Math.sin(angle + turn)}`;
  return stroke("line", `M${x1} ${y1} L${x2} ${y2} ${wing(0.5)} ${wing(-0.5)}`);
};
const crossOut = (x, y, r = 11) => stroke("cross", `M${x - r} ${y - r} L${x + r} ${y + r} M${x + r} ${y - r} L${x - r} ${y + r}`);
const cup = (x, y) => stroke("receptor", `M${x} ${y + 26} V${y + 12} M${x - 11} ${y} A11 11 0 0 0 ${x + 11} ${y}`);
const post = (x, y) => [stroke("receptor", `M${x} ${y + 30} V${y + 8}`), dot("knob", x, y + 2, 7)];
/** An antibody, a Y on its head: it touches with both arms at y. */
const antibody = (x, y) => stroke("drug-line", `M${x - 12} ${y} L${x} ${y - 16} L${x + 12} ${y} M${x} ${y - 16} V${y - 34}`);

const DRAWINGS = {
  "blocked-receptor": () => [bigCell(), cup(105, 86), cup(195, 86), dot("drug", 105, 83, 10), dot("drug", 195, 83, 10),
    dot("signal", 62, 40), dot("signal", 150, 30), dot("signal", 238, 44), arrow(150, 42, 150, 78), crossOut(150, 96, 9),
    label(238, 26, "estrogen"), label(105, 62, "drug"), label(150, 146, "cancer cell")],
  "less-estrogen": () => [bigCell(), cup(150, 86), shape("rect", "cell", { x: 20, y: 22, width: 96, height: 34, rx: 8 }),
    label(68, 44, "aromatase"), dot("drug", 68, 66, 10), label(84, 76, "drug", "start"), crossOut(138, 39, 11),
    stroke("faint-line", "M122 38 H174"), dot("signal-gone", 186, 38), dot("signal-gone", 210, 38), dot("signal", 234, 38),
    label(212, 24, "little estrogen"), label(150, 146, "cancer cell")],
  "broken-receptor": () => [bigCell(), cup(90, 86), dot("drug", 90, 83, 10), arrow(112, 98, 150, 112),
    stroke("receptor", "M166 112 l8 8 M186 104 l-4 11 M200 118 l10 -4 M178 130 l11 3"), dot("signal", 235, 42), label(235, 28, "estrogen"),
    label(90, 62, "drug"), label(190, 152, "broken receptor")],
  "ovaries-off": () => [shape("ellipse", "cell", { cx: 80, cy: 66, rx: 42, ry: 30 }), label(80, 71, "ovaries"), crossOut(152, 66, 11),
    dot("drug", 80, 28, 10), label(96, 22, "drug", "start"), stroke("faint-line", "M128 66 H192"),
    dot("signal-gone", 208, 66), dot("signal-gone", 232, 66), dot("signal-gone", 256, 66), label(232, 48, "no estrogen"),
    label(150, 130, "the ovaries make no estrogen now")],
  "paused-division": () => [shape("path", "line", { d: "M196 52 A56 56 0 1 1 150 28" }), arrow(140, 28, 158, 29), roundCell(150, 84, 26),
    shape("rect", "drug", { x: 198, y: 34, width: 10, height: 34, rx: 2 }), shape("rect", "drug", { x: 214, y: 34, width: 10, height: 34, rx: 2 }),
    label(232, 56, "paused", "start"), label(84, 80, "round of", "end"), label(84, 96, "dividing", "end")],
  "growth-signal": () => [stroke("cell", "M-10 165 C20 52 280 52 310 165 Z"), [60, 105, 195, 240].map((x) => shape("rect", "domino", { x, y: 92, width: 12, height: 38, rx: 2 })),
    shape("rect", "drug", { x: 146, y: 84, width: 18, height: 50, rx: 4 }), stroke("faint-line", "M122 111 H142"),
    label(155, 62, "drug"), arrow(20, 111, 52, 111), label(34, 100, "signal"), label(150, 152, "inside the cancer cell")],
  "dna-repair": () => [stroke("line", "M20 66 C50 46 70 46 100 66 S140 82 146 70 M20 80 C50 100 70 100 100 80 S140 62 146 74"),
    stroke("line", "M164 62 C178 84 200 84 220 66 S262 50 282 70 M164 84 C178 58 200 62 220 80 S262 98 282 76"),
    stroke("cross", "M155 50 l-6 12 l12 6 l-8 20"), label(155, 40, "broken DNA"),
    crossOut(28, 123, 9), label(46, 128, "BRCA repair", "start"), label(46, 146, "faulty already", "start"),
    crossOut(172, 123, 9), label(190, 128, "PARP repair", "start"), label(190, 146, "blocked by drug", "start")],
  "loaded-antibody": () => [bigCell(), post(80, 84), antibody(80, 78), dot("load", 68, 42), dot("load", 92, 42), dot("load", 80, 30),
    arrow(98, 104, 146, 122), dot("load", 168, 124), dot("load", 192, 132), dot("load", 214, 124),
    label(112, 38, "chemotherapy", "start"), label(112, 60, "antibody", "start"), label(190, 156, "set free inside")],
  "antibody-on-her2": () => [bigCell(), [70, 130, 190].map((x) => [post(x, 84), antibody(x, 78)]), dot("immune", 252, 44, 24),
    label(252, 14, "immune cell"), arrow(230, 60, 210, 72), label(100, 32, "antibodies"), label(130, 146, "HER2 on the cancer cell")],
  "her2-inside": () => [stroke("cell", "M-10 165 C20 62 280 62 310 165 Z"), post(150, 62), dot("drug", 150, 102, 10), label(168, 106, "drug", "start"),
    stroke("faint-line", "M150 114 V134"), crossOut(150, 126, 9), label(172, 66, "HER2", "start"), label(150, 154, "no growth signal")],
  "released-brake": () => [roundCell(232, 84, 46), label(232, 146, "cancer cell"), stroke("immune", "M68 84 m-46 0 a46 44 0 1 0 92 0 a46 44 0 1 0 -92 0"),
    label(68, 146, "immune cell"), stroke("receptor", "M114 84 H128"), dot("knob", 130, 84, 6), label(112, 32, "PD-1"),
    stroke("receptor", "M186 84 H172"), dot("knob", 170, 84, 6), label(188, 32, "PD-L1"), shape("rect", "drug", { x: 136, y: 66, width: 10, height: 36, rx: 4 }),
    label(150, 58, "drug"), stroke("faint-line", "M116 40 L128 74 M184 40 L172 74")],
  "dividing-cells": () => [stroke("cell", "M60 44 C100 44 100 66 112 66 C124 66 124 44 164 44 C206 44 206 116 164 116 C124 116 124 94 112 94 C100 94 100 116 60 116 C18 116 18 44 60 44 Z"),
    dot("nucleus", 62, 80, 15), dot("nucleus", 162, 80, 15), crossOut(112, 80, 14), dot("drug", 112, 34, 8), dot("drug", 92, 24, 8), dot("drug", 132, 24, 8),
    label(112, 140, "dividing"), roundCell(252, 80, 32), label(252, 140, "resting")],
  beam: () => [stroke("beam", "M20 10 L150 88 M280 10 L150 88 M150 4 V88"), stroke("cell", "M60 100 C56 84 80 76 90 88 H210 C220 76 244 84 240 100 C252 112 226 126 212 114 H88 C74 126 48 112 60 100 Z"),
    dot("load", 150, 100, 12), label(150, 146, "a painful place in a bone"), label(204, 28, "beams")],
  "removed-tumor": () => [shape("rect", "cell", { x: 90, y: 14, width: 120, height: 118, rx: 44 }), shape("circle", "gone", { cx: 128, cy: 54, r: 15 }), arrow(114, 48, 66, 32),
    dot("load", 48, 28, 12), label(48, 58, "taken out"), dot("load", 176, 84, 9), dot("load", 140, 108, 9), label(222, 92, "these stay", "start"), label(150, 152, "the body")],
  "strong-bone": () => [stroke("cell", "M60 84 C56 66 82 58 92 72 H208 C218 58 244 66 240 84 C252 98 226 112 210 100 H90 C74 112 48 98 60 84 Z"),
    stroke("drug-line", "M150 20 L184 32 C184 54 172 64 150 72 C128 64 116 54 116 32 Z"), label(150, 50, "drug"), label(150, 138, "bone is broken down more slowly")],
};

/** The drawing of this name; `words` say what it shows. */
export function therapyPicture(name, words) {
  const { width, height } = PICTURE_SIZE;
  return el("svg", { class: "ibc-therapy-picture", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": words }, DRAWINGS[name]());
}
