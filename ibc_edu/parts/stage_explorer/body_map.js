// A body seen from the front, with the places where the disease can be. Its left is the viewer's right.

import { el, setAttribute, setText, uniqueId } from "../../views/kit/dom.js";

const BODY_OUTLINE = [
  "M120 14 C99 14 88 29 88 50 C88 66 94 78 104 85 L104 98 C92 106 70 108 56 116 C44 123 40 136 38 152",
  "L28 214 L20 262 C18 272 20 280 26 282 C32 284 36 278 38 270 L48 226 L60 172 L64 214 C64 236 58 252 57 276",
  "L64 352 L70 414 C70 422 74 426 82 426 L100 426 C104 426 106 422 105 417 L106 352 L117 290 L123 290",
  "L134 352 L135 417 C134 422 136 426 140 426 L158 426 C166 426 170 422 170 414 L176 352 L183 276",
  "C182 252 176 236 176 214 L180 172 L192 226 L202 270 C204 278 208 284 214 282 C220 280 222 272 220 262",
  "L212 214 L202 152 C200 136 196 123 184 116 C170 108 148 106 136 98 L136 85 C146 78 152 66 152 50",
  "C152 29 141 14 120 14 Z",
].join(" ");

// Drawn in this order, the bones behind the organs.
const SITE_SHAPES = {
  bones: {
    label: { x: 228, y: 248, from: [150, 240] },
    lines: [
      "M120 100 V228", // spine
      "M60 136 L50 204 M46 214 L34 256 M180 136 L190 204 M194 214 L206 256", // arms
      "M94 268 L92 338 M91 352 L90 408 M146 268 L148 338 M149 352 L150 408", // legs
    ],
    paths: [
      "M118 232 C104 222 88 226 84 240 C86 252 94 260 104 262 C108 254 114 250 118 248 Z",
      "M122 232 C136 222 152 226 156 240 C154 252 146 260 136 262 C132 254 126 250 122 248 Z",
    ],
  },
  brain: {
    label: { x: 228, y: 40, from: [144, 38] },
    paths: ["M120 24 C104 24 97 36 98 48 C99 60 108 64 120 64 C132 64 141 60 142 48 C143 36 136 24 120 24 Z M120 26 L120 62"],
  },
  lungs: {
    label: { x: 228, y: 128, from: [156, 136] },
    paths: [
      "M112 118 C98 116 86 130 83 152 C82 166 86 174 94 172 C104 170 112 164 112 150 Z",
      "M128 118 C142 116 154 130 157 152 C158 166 154 174 146 172 C140 171 128 166 128 150 Z",
    ],
  },
  liver: {
    label: { x: -46, y: 196, from: [80, 190] },
    paths: ["M80 184 C90 176 112 178 130 184 C124 192 112 198 102 206 C94 210 82 208 79 200 Z"],
  },
};

// The affected breast, the armpit and the collarbone of the same side: what T4d and N stand for.
const BREAST = { cx: 144, cy: 158, r: 17 };
const NODE_DOTS = {
  armpit: [[172, 140], [178, 150], [172, 158]],
  collarbone: [[144, 108], [154, 110]],
};
const DOTS_BY_NODES = { N0: [], N1: ["armpit"], N2: ["armpit"], N3: ["armpit", "collarbone"] };

/**
 * A map whose sites are toggle buttons.
 *
 * sites: [{key, name}]; onToggle(key) is called when a site is chosen.
 * Returns {node, update(nodes, chosenKeys, description)}.
 */
export function bodyMap(sites, onToggle) {
  const known = Object.keys(SITE_SHAPES).map((key) => sites.find((site) => site.key === key)).filter(Boolean);
  const buttons = new Map(known.map((site) => [site.key, siteButton(site, onToggle)]));
  const breast = el("circle", { class: "ibc-map-breast", ...BREAST });
  const dots = Object.fromEntries(Object.entries(NODE_DOTS).map(([place, points]) => [place, nodeDots(place, points)]));
  const bridge = el("path", { class: "ibc-map-matted", d: "M172 140 L178 150 L172 158 Z" });
  const description = el("desc", { id: uniqueId("map") });
  const node = el("svg", { class: "ibc-map", viewBox: "-56 0 362 440", role: "group", "aria-label": "Body map", "aria-describedby": description.id },
    description,
    el("g", { "aria-hidden": "true" }, el("path", { class: "ibc-map-body", d: BODY_OUTLINE })),
    el("g", { "aria-hidden": "true" }, known.map(({ key }) => reach(key, onToggle))),
    [...buttons.values()],
    el("g", { class: "ibc-map-marks", "aria-hidden": "true" }, breast, bridge, Object.values(dots),
      el("text", { class: "ibc-map-note", x: -46, y: 132 }, "Breast"), el("path", { class: "ibc-map-leader", d: "M10 128 L126 154" })));

  const update = (nodes, chosen, text) => {
    for (const [key, button] of buttons) setAttribute(button, "aria-pressed", String(chosen.includes(key)));
    for (const [place, group] of Object.entries(dots)) setAttribute(group, "data-on", DOTS_BY_NODES[nodes]?.includes(place));
    setAttribute(bridge, "data-on", nodes === "N2");
    setText(description, text);
  };
  return { node, update };
}

function siteButton({ key, name }, onToggle) {
  const { label, paths, lines = [] } = SITE_SHAPES[key];
  const [x, y] = label.from;
  const onLeft = label.x < 120;
  const toggle = () => onToggle(key);
  const press = (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    toggle();
  };
  return el("g", { class: `ibc-map-site ibc-map-${key}`, role: "button", tabindex: 0, "aria-label": name, "aria-pressed": "false", on: { click: toggle, keydown: press } },
    el("path", { class: "ibc-map-leader", d: `M${onLeft ? label.x + 66 : label.x - 6} ${label.y - 4} L${x} ${y}` }),
    lines.map((d) => el("path", { class: "ibc-map-bone", d })),
    paths.map((d) => el("path", { class: "ibc-map-shape", d })),
    el("rect", { class: "ibc-map-target", x: label.x - 6, y: label.y - 22, width: 72, height: 34, rx: 6 }),
    el("text", { class: "ibc-map-label", x: label.x, y: label.y }, name));
}

/**
 * What a finger may hit besides: a rim around the organ, the way to its label, and the room around that. It lies below all
 * organs, so that none takes from another.
 */
function reach(key, onToggle) {
  const { label, paths, lines = [] } = SITE_SHAPES[key];
  const way = `M${label.x + 30} ${label.y - 5} L${label.from.join(" ")}`;
  return el("g", { class: "ibc-map-reach", on: { click: () => onToggle(key) } },
    [...lines, ...paths].map((d) => el("path", { d })),
    el("path", { class: "ibc-map-way", d: way }),
    el("rect", { x: label.x - 8, y: label.y - 37, width: 76, height: 64 }));
}

function nodeDots(place, points) {
  return el("g", { class: "ibc-map-dots", dataset: { place } }, points.map(([cx, cy]) => el("circle", { cx, cy, r: 4.5 })));
}
