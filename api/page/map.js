// api/page/map.js - the picture: taken in by a list of what is allowed, moved, read.
import { byId } from "./element.js";

const SVG = "http://www.w3.org/2000/svg";
const ELEMENTS = new Set(["svg", "g", "title", "desc", "rect", "ellipse", "circle",
  "polygon", "polyline", "line", "path", "text", "tspan"]);
const ATTRIBUTES = new Set(["id", "class", "lang", "viewBox", "x", "y", "x1", "y1", "x2",
  "y2", "cx", "cy", "r", "rx", "ry", "width", "height", "points", "d", "transform",
  "fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity",
  "stroke-linecap", "stroke-linejoin", "opacity", "font-family", "font-size",
  "font-weight", "font-style", "text-anchor", "dominant-baseline", "textLength",
  "lengthAdjust"]);
const d3 = globalThis.d3;
const still = matchMedia("(prefers-reduced-motion: reduce)");

let zoom = null;
let picture = null; // the svg element that is shown
let neighbours = new Map();

// A copy with nothing in it but known shapes, known attributes and text.
function clean(node) {
  if (node.nodeType === Node.TEXT_NODE) return document.createTextNode(node.nodeValue);
  if (node.nodeType !== Node.ELEMENT_NODE || node.namespaceURI !== SVG ||
      !ELEMENTS.has(node.localName)) return null;
  const copy = document.createElementNS(SVG, node.localName);
  for (const { name, value } of node.attributes)
    if (ATTRIBUTES.has(name) && !/url\s*\(|[<>\\]/i.test(value))
      copy.setAttribute(name, value);
  for (const child of node.childNodes) {
    const kept = clean(child);
    if (kept) copy.append(kept);
  }
  return copy;
}

function nameOf(group) {
  const title = group.querySelector("title");
  return title ? title.textContent : "";
}

export function organizations() {
  return picture ? [...picture.querySelectorAll("g.org")].map((group) => ({
    id: group.id, name: nameOf(group), sector: sectorOf(group),
    isSilent: group.classList.contains("silent") })) : [];
}

function sectorOf(group) {
  const found = [...group.classList].find((name) => name.startsWith("sector-"));
  return found ? found.slice("sector-".length).replaceAll("-", "_") : "";
}

// Ties are groups with the id t<number>x<number>, their ends o<number>.
function readTies() {
  neighbours = new Map();
  for (const group of picture.querySelectorAll("g.tie")) {
    const ends = /^t(\d+)x(\d+)$/.exec(group.id);
    if (!ends) continue;
    const across = group.classList.contains("across");
    for (const [one, other] of [[1, 2], [2, 1]]) {
      const id = `o${ends[one]}`;
      if (!neighbours.has(id)) neighbours.set(id, []);
      neighbours.get(id).push({ id: `o${ends[other]}`, across, tie: group });
    }
  }
}

export function tiesOf(id) {
  return neighbours.get(id) || [];
}

// The neighbourhood of one stays, the rest fades; null shows all again.
export function focusOn(id) {
  if (!picture) return;
  picture.classList.toggle("has-focus", id !== null);
  for (const group of picture.querySelectorAll(".is-near, .is-chosen"))
    group.classList.remove("is-near", "is-chosen");
  if (id === null) return;
  const chosen = picture.getElementById(id);
  if (chosen) chosen.classList.add("is-near", "is-chosen");
  for (const near of tiesOf(id)) {
    near.tie.classList.add("is-near");
    const end = picture.getElementById(near.id);
    if (end) end.classList.add("is-near");
  }
}

function makeReachable(onChoose) {
  for (const group of picture.querySelectorAll("g.org")) {
    group.setAttribute("tabindex", "0");
    group.setAttribute("role", "button");
    group.setAttribute("aria-label", nameOf(group));
    group.addEventListener("click", () => onChoose(group.id));
    group.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      onChoose(group.id);
    });
  }
}

function makeMovable(viewport) {
  const [, , width, height] = picture.getAttribute("viewBox").split(/[\s,]+/).map(Number);
  zoom = d3.zoom()
    .extent([[0, 0], [width, height]])
    .translateExtent([[0, 0], [width, height]])
    .scaleExtent([1, 12])
    .on("zoom", () => viewport.setAttribute("transform", d3.event.transform));
  d3.select(picture).call(zoom).on("dblclick.zoom", null);
}

export function show(found, onChoose) {
  const root = clean(found.documentElement);
  if (!root || root.localName !== "svg") throw new Error("no picture");
  const viewport = document.createElementNS(SVG, "g");
  viewport.classList.add("viewport");
  viewport.append(...[...root.childNodes].filter((child) =>
    child.nodeType === Node.ELEMENT_NODE &&
    !["title", "desc"].includes(child.localName)));
  root.append(viewport);
  root.removeAttribute("width");
  root.removeAttribute("height");
  root.setAttribute("role", "group");
  const title = root.querySelector(":scope > title");
  const words = root.querySelector(":scope > desc");
  root.setAttribute("aria-label", [title, words].filter(Boolean)
    .map((part) => part.textContent).join(" "));
  if (title) title.remove(); // else the browser shows it wherever the pointer rests
  byId("picture").replaceChildren(root);
  picture = root;
  makeMovable(viewport);
  readTies();
  makeReachable(onChoose);
}

export function clear() {
  picture = null;
  byId("picture").replaceChildren();
}

function moving() {
  const selection = d3.select(picture);
  return still.matches ? selection : selection.transition().duration(250);
}

export function zoomBy(factor) {
  if (picture) moving().call(zoom.scaleBy, factor);
}

export function zoomAll() {
  if (picture) moving().call(zoom.transform, d3.zoomIdentity);
}

export function moveBy(x, y) {
  if (!picture) return;
  const scale = d3.zoomTransform(picture).k;
  moving().call(zoom.translateBy, x / scale, y / scale);
}
