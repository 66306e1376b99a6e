// api/page/page.js - what is chosen, kept in the address; asks for it, and shows it.
import { Trouble, address, ask, askPicture } from "./ask.js";
import { byId, element } from "./element.js";
import { showMatrix, showRates, showVerdicts } from "./gaps.js";
import { showChosen, showLists } from "./lists.js";
import * as map from "./map.js";
import { LANGUAGES, countryName, label, say, useLanguage, useVocabularies } from "./words.js";

const KEYS = ["study", "country", "relation", "wave", "lang", "names", "view", "step", "org"];
const STEPS = ["map", "gaps", "answers"];

const state = readAddress();
let studies = [];
let loading = new AbortController();
let cells = [];

function readAddress() {
  const query = new URLSearchParams(location.search);
  const read = Object.fromEntries(KEYS.map((key) => [key, query.get(key) || ""]));
  if (!LANGUAGES.includes(read.lang))
    read.lang = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase())
      .find((code) => LANGUAGES.includes(code)) || "en";
  if (!STEPS.includes(read.step)) read.step = "";
  return read;
}

function writeAddress() {
  const query = new URLSearchParams();
  for (const key of KEYS) if (state[key]) query.set(key, state[key]);
  history.replaceState(null, "", `?${query}`);
}

function study() {
  return studies.find((one) => one.code === state.study) || studies[0];
}

// What every question about this view is asked with.
function chosen() {
  return { study: studies.length > 1 ? study().code : "", country: state.country,
    wave: state.wave, relation: state.relation, lang: state.lang };
}

function option(value, text, selected) {
  return element("option", { value, selected: value === selected }, text);
}

function showChoices() {
  const one = study();
  byId("study-name").textContent = one.title || one.code;
  byId("countries").replaceChildren(...one.countries.map((code) =>
    element("button", { type: "button", "aria-pressed": String(code === state.country),
      "data-country": code, onclick: () => change({ country: code, org: "" }) },
    countryName(code))));
  byId("relation").replaceChildren(option("", say("anyRelation"), state.relation),
    ...one.relations.map((code) => option(code, label("relation", code), state.relation)));
  byId("wave-field").hidden = one.waves.length < 2;
  byId("wave").replaceChildren(...one.waves.map((code) =>
    option(code, code, state.wave || one.waves.at(-1))));
  byId("study-field").hidden = studies.length < 2;
  byId("study").replaceChildren(...studies.map((other) =>
    option(other.code, other.title || other.code, one.code)));
  byId("lang").value = state.lang;
}

function showWords() {
  useLanguage(state.lang);
  document.documentElement.lang = state.lang;
  for (const part of document.querySelectorAll("[data-say]"))
    part.textContent = say(part.dataset.say);
  for (const part of document.querySelectorAll("[data-say-label]"))
    part.setAttribute("aria-label", say(part.dataset.sayLabel));
  byId("find").placeholder = say("find");
  byId("names").textContent = say(state.names === "codes" ? "showNames" : "hideNames");
  byId("names").setAttribute("aria-pressed", String(state.names === "codes"));
  byId("tables").textContent = say(state.view === "tables" ? "showMap" : "tables");
  byId("tables").setAttribute("aria-pressed", String(state.view === "tables"));
}

function showDownloads() {
  byId("downloads").replaceChildren(`${say("download")} `,
    ...["svg", "png", "pdf"].map((form) => element("a", {
      href: address(`map.${form}`, { ...chosen(), names: state.names }),
      download: `puente-${state.country}.${form}` }, form.toUpperCase())));
}

function showState(place, text) {
  byId(place).replaceChildren(...(text ? [element("p", { class: "waiting" }, text)] : []));
}

function showTrouble(place, fault, again = load) {
  byId(place).replaceChildren(element("div", { class: "trouble" },
    element("p", {}, element("strong", {}, fault.message)),
    fault.hint ? element("p", {}, fault.hint) : null,
    element("button", { type: "button", class: "plain", onclick: () => again() },
      say("tryAgain"))));
}

// Runs one part of the view; each waits and fails by itself.
async function part(place, waiting, work) {
  const { signal } = loading;
  const late = setTimeout(() => showState(place, waiting), 150);
  try {
    await work(signal);
    if (!signal.aborted) showState(place, "");
  } catch (fault) {
    if (fault.name !== "AbortError" && !signal.aborted) showTrouble(place, fault);
  } finally {
    clearTimeout(late);
  }
}

async function loadMap(signal) {
  byId("picture").classList.add("is-old");
  try {
    const found = await askPicture("map.svg", { ...chosen(), names: state.names }, signal);
    if (signal.aborted) return;
    map.show(found, choose);
    byId("found").replaceChildren(...map.organizations().map((one) =>
      element("option", { value: one.name })));
    choose(state.org || null);
  } catch (fault) {
    if (!signal.aborted) map.clear();
    throw fault;
  } finally {
    if (!signal.aborted) byId("picture").classList.remove("is-old");
  }
}

async function loadGaps(signal) {
  try {
    const answer = await ask("gaps", chosen(), signal);
    cells = answer.data.cells;
    showVerdicts(cells, state.lang);
    showMatrix(cells);
    byId("notes").textContent = (answer.notes || []).join(" ");
  } catch (fault) {
    if (!signal.aborted)
      for (const id of ["headline", "verdicts", "matrix", "notes"]) byId(id).replaceChildren();
    throw fault;
  }
}

async function loadRates(signal) {
  const answer = await ask("quality", chosen(), signal);
  showRates(answer.data.response);
}

async function loadLists(signal) {
  const asked = chosen();
  const [gaps, organizations, ties] = await Promise.all([ask("gaps", asked, signal),
    ask("organizations", { ...asked, relation: "" }, signal), ask("ties", asked, signal)]);
  showLists(asked, gaps.data.cells, organizations.data.organizations, ties.data.ties,
    state.names === "codes");
}

async function load() {
  loading.abort();
  loading = new AbortController();
  const { signal } = loading;
  const inTables = state.view === "tables";
  for (const id of ["map", "gaps", "answers"]) byId(id).hidden = inTables;
  byId("lists").hidden = !inTables;
  byId("main").setAttribute("aria-busy", "true");
  document.title = `${countryName(state.country)} – puente`;
  showDownloads();
  const country = countryName(state.country);
  byId("gaps-title").textContent = say("gapsTitle", { country });
  byId("answers-title").replaceChildren(say("answersTitle"),
    element("span", { class: "where" }, `: ${country}`));
  await Promise.all(inTables ? [part("lists-state", say("loading"), loadLists)]
    : [part("map-state", say("loadingMap", { country }), loadMap),
      part("gaps-state", say("loading"), loadGaps),
      part("answers-state", say("loading"), loadRates)]);
  if (!signal.aborted) byId("main").setAttribute("aria-busy", "false");
}

function change(changes) {
  Object.assign(state, changes);
  writeAddress();
  showWords();
  showChoices();
  load();
}

function choose(id) {
  state.org = id || "";
  writeAddress();
  map.focusOn(id);
  showChosen(id, (other) => {
    choose(other);
    if (other === null) byId("picture").focus();
  });
}

function find(event) {
  const name = event.target.value.trim().toLocaleLowerCase();
  const one = map.organizations().find((other) => other.name.toLocaleLowerCase() === name);
  if (one) choose(one.id);
}

function toggleNames() {
  change({ names: state.names === "codes" ? "" : "codes" });
}

// Full screen: one thing at a time, as large as it gets, stepped with arrows or a clicker.
function present(step) {
  const was = state.step;
  state.step = step;
  writeAddress();
  document.body.classList.toggle("presents", step !== "");
  document.body.dataset.step = step;
  byId("steps").hidden = step === "";
  if (step !== "")
    byId("steps").textContent = say("steps", { step: STEPS.indexOf(step) + 1,
      steps: STEPS.length });
  if (step !== "" && was === "" && document.documentElement.requestFullscreen)
    document.documentElement.requestFullscreen().catch(() => {});
  if (step === "" && document.fullscreenElement) document.exitFullscreen();
}

function togglePresenting() {
  if (state.view === "tables") change({ view: "" });
  present(state.step === "" ? STEPS[0] : "");
}

function step(by) {
  const next = STEPS.indexOf(state.step) + by;
  if (next >= 0 && next < STEPS.length) present(STEPS[next]);
}

const MOVES = { ArrowLeft: [80, 0], ArrowRight: [-80, 0], ArrowUp: [0, 80],
  ArrowDown: [0, -80] };

function onKey(event) {
  const inField = event.target.closest("select, input, summary");
  const onMap = event.target.closest("#picture");
  if (event.ctrlKey || event.metaKey || event.altKey || inField) return;
  if (event.key === "f" || event.key === "F") togglePresenting();
  else if (event.key === "n" || event.key === "N") toggleNames();
  else if (event.key === "Escape" && state.org) choose(null);
  else if (event.key === "Escape" && state.step) present("");
  else if (state.step && ["ArrowRight", "PageDown"].includes(event.key)) step(1);
  else if (state.step && ["ArrowLeft", "PageUp"].includes(event.key)) step(-1);
  else if (onMap && (event.key === "+" || event.key === "=")) map.zoomBy(1.4);
  else if (onMap && event.key === "-") map.zoomBy(1 / 1.4);
  else if (onMap && event.key === "0") map.zoomAll();
  else if (onMap && MOVES[event.key]) map.moveBy(...MOVES[event.key]);
  else return;
  event.preventDefault();
}

function listen() {
  byId("relation").addEventListener("change", (event) =>
    change({ relation: event.target.value }));
  byId("wave").addEventListener("change", (event) => change({ wave: event.target.value }));
  byId("lang").addEventListener("change", (event) => change({ lang: event.target.value }));
  byId("study").addEventListener("change", (event) => {
    state.study = event.target.value;
    change({ country: study().countries[0] || "", relation: "", wave: "", org: "" });
  });
  byId("names").addEventListener("click", toggleNames);
  byId("find").addEventListener("input", find);
  byId("tables").addEventListener("click", () =>
    change({ view: state.view === "tables" ? "" : "tables" }));
  byId("present").addEventListener("click", togglePresenting);
  byId("zoom-in").addEventListener("click", () => map.zoomBy(1.6));
  byId("zoom-out").addEventListener("click", () => map.zoomBy(1 / 1.6));
  byId("zoom-all").addEventListener("click", () => map.zoomAll());
  document.addEventListener("keydown", onKey);
  document.addEventListener("fullscreenchange", () => {
    if (!document.fullscreenElement && state.step) present("");
  });
}

async function begin() {
  showWords();
  try {
    const [words, status] = await Promise.all([ask("vocabularies"),
      ask("status", { lang: state.lang })]);
    useVocabularies(words.vocabularies);
    studies = status.data.studies.filter((one) => one.countries.length > 0);
    if (studies.length === 0)
      throw new Trouble({ title: (status.notes || []).join(" ") || say("failed") });
  } catch (fault) {
    showTrouble("map-state", fault, () => location.reload());
    byId("main").setAttribute("aria-busy", "false");
    return;
  }
  document.body.classList.remove("is-empty");
  const one = study();
  if (!one.countries.includes(state.country)) [state.country] = one.countries;
  if (!one.relations.includes(state.relation)) state.relation = "";
  if (!one.waves.includes(state.wave)) state.wave = "";
  listen();
  if (state.step) present(state.step);
  change({});
}

begin();
