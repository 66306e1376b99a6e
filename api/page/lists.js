// api/page/lists.js - the same content as tables, and one organization's standing.
import { address } from "./ask.js";
import { byId, element, table } from "./element.js";
import { gapColumns } from "./gaps.js";
import * as map from "./map.js";
import { countryName, label, number, say } from "./words.js";

const MOST_ROWS = 300;

function links(name, parameters) {
  return element("p", { class: "notes" },
    ...["csv", "json"].map((format) => element("a", {
      href: address(name, { ...parameters, format }),
      download: `puente-${name}.${format}` }, say(format))));
}

function block(name, parameters, caption, columns, rows) {
  const left = rows.length - MOST_ROWS;
  return element("div", { class: "list", id: `list-${name}` },
    element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
      table(caption, columns, rows.slice(0, MOST_ROWS))),
    left > 0 ? element("p", { class: "notes" }, say("more", { n: left })) : null,
    links(name, parameters));
}

function organizationColumns(hidden) {
  return [
    { head: say("organization"), cell: (row) => (hidden ? row.id : row.name) },
    { head: say("sector"), cell: (row) => label("sector", row.sector) },
    { head: say("answered"),
      cell: (row) => (row.answered ? say(row.answered) : say("notAsked")) },
  ];
}

function tieColumns(hidden) {
  return [
    { head: say("one"), cell: (row) => (hidden ? row.from : row.from_name) },
    { head: say("other"), cell: (row) => (hidden ? row.to : row.to_name) },
    { head: say("relation"), cell: (row) => label("relation", row.relation) },
    { head: say("strength"), number: true,
      cell: (row) => (row.strength === null ? "–" : number(row.strength, 1)) },
    { head: say("saidBy"), cell: (row) => say(row.reported_by) },
    { head: say("state"), cell: (row) => say(row.state) },
  ];
}

// hidden: codes stand for names, as on the map
export function showLists(parameters, cells, organizations, ties, hidden) {
  const country = countryName(parameters.country);
  const withoutRelation = { ...parameters, relation: null };
  byId("lists-content").replaceChildren(
    block("gaps", parameters, say("gapsTitle", { country }), gapColumns(), cells),
    block("organizations", withoutRelation, say("organizations"),
      organizationColumns(hidden), organizations),
    block("ties", parameters, say("ties"), tieColumns(hidden), ties));
}

// The chosen organization, with those it is tied to; null closes it.
export function showChosen(id, onChoose) {
  const place = byId("chosen");
  const all = map.organizations();
  const chosen = all.find((one) => one.id === id);
  place.hidden = !chosen;
  place.replaceChildren();
  if (!chosen) return;
  const ties = map.tiesOf(id);
  const across = ties.filter((tie) => tie.across).length;
  const others = ties.map((tie) => all.find((one) => one.id === tie.id)).filter(Boolean)
    .sort((one, other) => one.sector.localeCompare(other.sector) ||
      one.name.localeCompare(other.name));
  place.append(element("div", {},
    element("button", { type: "button", class: "plain close", onclick: () => onChoose(null) },
      say("close")),
    element("h2", {}, chosen.name),
    element("p", {}, element("span", { class: `sector ${chosen.sector}` },
      label("sector", chosen.sector))),
    chosen.isSilent ? element("p", { class: "notes" }, say("silentNote")) : null,
    element("p", {}, ties.length > 0
      ? say("partners", { across, within: ties.length - across }) : say("noTies")),
    element("ul", { class: "partners" }, ...others.map((one) => element("li", {},
      element("button", { type: "button", class: `sector ${one.sector}`,
        onclick: () => onChoose(one.id) }, one.name))))));
}
