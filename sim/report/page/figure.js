// Charts as figures: an SVG with a name for those who do not see it, its key, and a caption.

import * as Plot from "@observablehq/plot";
import {symbol} from "d3";
import {element} from "./dom.js";
import {SYMBOLS} from "./palette.js";

// Plot brings a style element of its own, which the page's policy refuses; style.css has what is needed of it.
export function svgOf(options, label) {
  const svg = Plot.plot({className: "plot", marginBottom: 46, ...options, x: {labelOffset: 38, ...options.x}});
  for (const style of svg.querySelectorAll("style")) style.remove();
  // A scale of colours, where there is one, comes first.
  const parts = svg.matches("svg") ? [svg] : [...svg.querySelectorAll(":scope > svg, :scope > * > svg")];
  parts.forEach((part, i) => {
    part.setAttribute("role", "img");
    part.setAttribute("aria-label", i === parts.length - 1 ? label : `Scale of colours: ${label}`);
  });
  return svg;
}

const places = {line: {x1: 0, x2: 16, y1: 6, y2: 6}, dot: {cx: 8, cy: 6, r: 4}, box: {width: 14, height: 12}};
const tags = {line: "line", dot: "circle", box: "rect"};

function swatch(colour, shape) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("width", 16);
  svg.setAttribute("height", 12);
  svg.setAttribute("aria-hidden", "true");
  const mark = document.createElementNS(svg.namespaceURI, tags[shape] ?? "path");
  const attributes = places[shape] ?? {d: symbol(SYMBOLS[shape], 50)(), transform: "translate(8,6)"};
  for (const [name, value] of Object.entries(attributes)) mark.setAttribute(name, value);
  mark.setAttribute(shape === "line" ? "stroke" : "fill", colour);
  mark.setAttribute("stroke-width", 2);
  svg.append(mark);
  return svg;
}

// Entries are [label, colour, shape], shape one of box, line, dot or the name of a symbol.
export function key(entries) {
  return element("ul", {class: "key"},
    ...entries.map(([label, colour, shape = "box"]) => element("li", {}, swatch(colour, shape), " ", label)));
}

export function figure(parts, caption) {
  return element("figure", {}, ...parts, caption ? element("figcaption", {}, caption) : null);
}

const PADDING = 20; // of a figure, as style.css has it

// The width that a chart has, in pixels.
export const widthOf = (place, most = 900) => Math.max(280, Math.min(most, (place.clientWidth || most) - PADDING));
