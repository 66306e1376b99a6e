// api/page/gaps.js - verdict sentences, the matrix of sectors, and who answered.
import { byId, element } from "./element.js";
import { label, number, probability, ratio, say, share } from "./words.js";

const ORDER = ["gap", "cannot_tell", "surplus", "no_gap"];

function badge(code) {
  return element("span", { class: `badge ${code}` }, say(code));
}

// "62 %" and "p = .01" stay on one line.
function unbroken(sentence) {
  return sentence.replace(/(\d) (%)/g, "$1\u00a0$2").replace(/p ([=<]) /g, "p\u00a0$1\u00a0");
}

function verdict(cell, lang) {
  return element("li", { class: `verdict ${cell.verdict_code}` },
    element("p", { class: "pair" }, badge(cell.verdict_code),
      element("strong", {}, pairName(cell))),
    element("p", {}, unbroken(cell.sentences[lang] || cell.verdict)));
}

function pairName(cell) {
  return cell.from === cell.to ? label("sector", cell.from)
    : `${label("sector", cell.from)} – ${label("sector", cell.to)}`;
}

function byWeight(one, other) {
  return ORDER.indexOf(one.verdict_code) - ORDER.indexOf(other.verdict_code) ||
    (one.ratio ?? 9) - (other.ratio ?? 9);
}

// The sentence that matters most stands alone, above the matrix; the others below it.
export function showVerdicts(cells, lang) {
  const list = (chosen) => element("ul", { class: "verdict-list" },
    ...chosen.map((cell) => verdict(cell, lang)));
  const across = cells.filter((cell) => cell.from !== cell.to).sort(byWeight);
  const within = cells.filter((cell) => cell.from === cell.to).sort(byWeight);
  byId("headline").replaceChildren(list(across.slice(0, 1)));
  byId("verdicts").replaceChildren(list(across.slice(1)), within.length === 0 ? ""
    : element("details", {}, element("summary", {}, say("within")), list(within)));
}

function cellBox(cell) {
  if (!cell) return element("td", { class: "empty" });
  const seen = cell.observed > 0;
  return element("td", { class: `cell ${cell.verdict_code}` },
    element("span", { class: "density" }, seen ? share(cell.density) : "–"),
    element("span", { class: "figures" }, ...(seen
      ? [element("span", {}, `${ratio(cell.ratio)}×`),
        element("span", {}, probability(cell.p))] : [say("none")])),
    element("span", { class: "word" }, say(cell.verdict_code)));
}

// Undirected cells stand once, at or below the diagonal.
export function showMatrix(cells) {
  const sectors = [...new Set(cells.flatMap((cell) => [cell.from, cell.to]))];
  const find = (from, to) =>
    cells.find((cell) => cell.from === from && cell.to === to);
  const directed = cells.length > (sectors.length * (sectors.length + 1)) / 2;
  const at = (row, column) => directed ? find(sectors[row], sectors[column])
    : row >= column ? find(sectors[row], sectors[column]) ||
      find(sectors[column], sectors[row]) : null;
  const heads = sectors.map((sector) =>
    element("th", { scope: "col", class: `sector ${sector}` }, label("sector", sector)));
  const rows = sectors.map((sector, row) => element("tr", {},
    element("th", { scope: "row", class: `sector ${sector}` }, label("sector", sector)),
    ...sectors.map((_, column) => cellBox(at(row, column)))));
  byId("matrix").replaceChildren(
    element("table", { class: "matrix" },
      element("caption", {}, say("matrix")),
      element("thead", {}, element("tr", {}, element("td", { class: "empty" }), ...heads)),
      element("tbody", {}, ...rows)),
    element("p", { class: "notes" }, say("matrixNote")));
}

function rate(row) {
  const name = row.sector === null ? say("all") : label("sector", row.sector);
  const count = say("of", { answered: row.answered, asked: row.asked });
  return element("li", { class: row.sector === null ? "rate all" : `rate ${row.sector}` },
    element("span", { class: "name" }, name),
    element("meter", { min: 0, max: 1, value: row.response_rate ?? 0,
      "aria-label": `${name}: ${count}` }),
    element("span", { class: "share" }, share(row.response_rate)),
    element("span", { class: "count" }, count));
}

export function showRates(rows) {
  const asked = rows.filter((row) => row.asked > 0);
  byId("rates").replaceChildren(element("ul", { class: "rates" }, ...asked.map(rate)));
}

export function gapColumns() {
  return [
    { head: say("sectors"), cell: pairName },
    { head: say("verdict"), cell: (cell) => badge(cell.verdict_code) },
    { head: say("density"), number: true, cell: (cell) => share(cell.density) },
    { head: say("ratio"), number: true, cell: (cell) => ratio(cell.ratio) },
    { head: "95 %", number: true,
      cell: (cell) => cell.interval.map((end) => number(end, 2)).join(" – ") },
    { head: say("p"), number: true, cell: (cell) => probability(cell.p) },
    { head: say("pairs"), number: true,
      cell: (cell) => say("of", { answered: cell.observed, asked: cell.dyads }) },
  ];
}
