// api/page/words.js - what the page says, in three languages; {name} is filled in.
const WORDS = {
  en: {
    skip: "Skip to the map", choices: "What is shown", country: "Country",
    study: "Study", relation: "Relation", wave: "Wave", language: "Language",
    anyRelation: "All relations", hideNames: "Hide names", showNames: "Show names",
    tables: "Tables", showMap: "Map", present: "Present (F)",
    mapTitle: "Map of who works with whom",
    mapKeys: "Map; plus, minus, zero and the arrow keys move it, Tab goes through the organizations",
    zoom: "Zoom", zoomIn: "Zoom in", zoomOut: "Zoom out", zoomAll: "Whole map",
    find: "Find an organization", download: "Download the map:", loadingMap: "Drawing the map of {country} …",
    loading: "Computing …", tryAgain: "Try again",
    gapsTitle: "Gaps between sectors: {country}", answersTitle: "Who answered",
    within: "Within sectors", of: "{answered} of {asked}", all: "All",
    gap: "Gap", surplus: "Above expected", no_gap: "No gap",
    cannot_tell: "Cannot tell", none: "no pair observed",
    matrix: "Share of pairs that are tied; × = times what the mix of sectors predicts",
    density: "Density", ratio: "Times expected", p: "p", verdict: "Verdict",
    sectors: "Sectors", organization: "Organization", sector: "Sector",
    answered: "Answered", complete: "yes", partial: "in part", silent: "silent",
    notAsked: "not asked", one: "One", other: "Other", strength: "Strength",
    saidBy: "Said by", both: "both", from: "the one", to: "the other", state: "State",
    confirmed: "both say so", contested: "the other says no",
    unconfirmed: "the other was not heard",
    organizations: "Organizations", ties: "Ties", pairs: "Pairs observed",
    more: "{n} more rows in the CSV file", csv: "as CSV", json: "as JSON",
    partners: "Ties to other sectors: {across}; within its own: {within}",
    noTies: "No ties are known.", close: "Close", silentNote: "Did not answer: what it would say is unknown.",
    steps: "{step} of {steps} · ← → to step · F to leave",
    failed: "This did not work", offline: "puente does not answer. Is it still running?",
    matrixNote: "Hatched: too few answers to tell. Silence is not counted as “no tie”.",
  },
  es: {
    skip: "Ir al mapa", choices: "Qué se muestra", country: "País",
    study: "Estudio", relation: "Relación", wave: "Ronda", language: "Idioma",
    anyRelation: "Todas las relaciones", hideNames: "Ocultar nombres",
    showNames: "Mostrar nombres",
    tables: "Tablas", showMap: "Mapa", present: "Presentar (F)",
    mapTitle: "Mapa de quién trabaja con quién",
    mapKeys: "Mapa; más, menos, cero y las flechas lo mueven, el tabulador recorre las organizaciones",
    zoom: "Acercamiento", zoomIn: "Acercar", zoomOut: "Alejar", zoomAll: "Mapa entero",
    find: "Buscar una organización", download: "Descargar el mapa:", loadingMap: "Dibujando el mapa de {country} …",
    loading: "Calculando …", tryAgain: "Intentar de nuevo",
    gapsTitle: "Brechas entre sectores: {country}", answersTitle: "Quién respondió",
    within: "Dentro de los sectores", of: "{answered} de {asked}", all: "Todos",
    gap: "Brecha", surplus: "Sobre lo esperado", no_gap: "Sin brecha",
    cannot_tell: "No se sabe", none: "ningún par observado",
    matrix: "Parte de los pares con vínculo; × = veces lo que predice la mezcla de sectores",
    density: "Densidad", ratio: "Veces lo esperado", p: "p", verdict: "Veredicto",
    sectors: "Sectores", organization: "Organización", sector: "Sector",
    answered: "Respondió", complete: "sí", partial: "en parte", silent: "en silencio",
    notAsked: "no consultada", one: "Una", other: "Otra", strength: "Intensidad",
    saidBy: "Lo dice", both: "ambas", from: "la una", to: "la otra", state: "Estado",
    confirmed: "ambas lo dicen", contested: "la otra dice que no",
    unconfirmed: "la otra no fue oída",
    organizations: "Organizaciones", ties: "Vínculos", pairs: "Pares observados",
    more: "{n} filas más en el archivo CSV", csv: "en CSV", json: "en JSON",
    partners: "Vínculos con otros sectores: {across}; dentro del suyo: {within}",
    noTies: "No se conocen vínculos.", close: "Cerrar", silentNote: "No respondió: lo que diría no se sabe.",
    steps: "{step} de {steps} · ← → para avanzar · F para salir",
    failed: "Esto no resultó", offline: "puente no responde. ¿Sigue en marcha?",
    matrixNote: "Rayado: muy pocas respuestas para saber. El silencio no cuenta como «sin vínculo».",
  },
  fr: {
    skip: "Aller à la carte", choices: "Ce qui est montré", country: "Pays",
    study: "Étude", relation: "Relation", wave: "Vague", language: "Langue",
    anyRelation: "Toutes les relations", hideNames: "Masquer les noms",
    showNames: "Montrer les noms",
    tables: "Tableaux", showMap: "Carte", present: "Présenter (F)",
    mapTitle: "Carte de qui travaille avec qui",
    mapKeys: "Carte ; plus, moins, zéro et les flèches la déplacent, la tabulation parcourt les organisations",
    zoom: "Zoom", zoomIn: "Agrandir", zoomOut: "Réduire", zoomAll: "Carte entière",
    find: "Trouver une organisation", download: "Télécharger la carte :", loadingMap: "Dessin de la carte : {country} …",
    loading: "Calcul en cours …", tryAgain: "Réessayer",
    gapsTitle: "Écarts entre secteurs : {country}", answersTitle: "Qui a répondu",
    within: "À l’intérieur des secteurs", of: "{answered} sur {asked}", all: "Tous",
    gap: "Écart", surplus: "Au-dessus", no_gap: "Sans écart",
    cannot_tell: "Indéterminé", none: "aucune paire observée",
    matrix: "Part des paires liées ; × = fois ce que prédit la répartition des secteurs",
    density: "Densité", ratio: "Fois le prévu", p: "p", verdict: "Verdict",
    sectors: "Secteurs", organization: "Organisation", sector: "Secteur",
    answered: "A répondu", complete: "oui", partial: "en partie", silent: "silencieuse",
    notAsked: "non interrogée", one: "L’une", other: "L’autre", strength: "Force",
    saidBy: "Dit par", both: "les deux", from: "l’une", to: "l’autre", state: "État",
    confirmed: "les deux le disent", contested: "l’autre dit non",
    unconfirmed: "l’autre n’a pas été entendue",
    organizations: "Organisations", ties: "Liens", pairs: "Paires observées",
    more: "{n} lignes de plus dans le fichier CSV", csv: "en CSV", json: "en JSON",
    partners: "Liens vers d’autres secteurs : {across} ; dans le sien : {within}",
    noTies: "Aucun lien connu.", close: "Fermer", silentNote: "N’a pas répondu : ce qu’elle dirait est inconnu.",
    steps: "{step} sur {steps} · ← → pour avancer · F pour quitter",
    failed: "Cela n’a pas marché", offline: "puente ne répond pas. Fonctionne-t-il encore ?",
    matrixNote: "Hachuré : trop peu de réponses pour le dire. Le silence ne compte pas comme « aucun lien ».",
  },
};

export const LANGUAGES = Object.keys(WORDS);

let language = "en";
let vocabularies = {};

export function useLanguage(code) {
  language = WORDS[code] ? code : "en";
}

export function useVocabularies(found) {
  vocabularies = found;
}

export function say(key, values = {}) {
  return WORDS[language][key].replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

// The label of a code; a word only this study knows is shown as its code, made readable.
export function label(vocabulary, code) {
  const found = (vocabularies[vocabulary] || []).find((word) => word.code === code);
  return found ? found.label[language] : code.replaceAll("_", " ");
}

export function countryName(code) {
  const known = (vocabularies.country || []).find((word) => word.code === code);
  if (known) return known.label[language];
  try {
    return new Intl.DisplayNames([language], { type: "region" }).of(code) || code;
  } catch {
    return code;
  }
}

export function number(value, digits) {
  if (value === null || value === undefined) return "–";
  return new Intl.NumberFormat(language, { minimumFractionDigits: digits,
    maximumFractionDigits: digits, roundingMode: "halfEven" }).format(value);
}

// As the sentences of the answers write them: a small share is not nothing.
export function share(value) {
  if (value === null || value === undefined) return "–";
  const digits = (value > 0 && value < 0.01) || (value > 0.99 && value < 1) ? 1 : 0;
  return `${number(100 * value, digits)} %`;
}

export function ratio(value) {
  if (value === null || value === undefined) return "–";
  const close = value > 0 && (value < 0.095 || (value >= 0.95 && value < 1.05));
  return number(value, value === 0 ? 0 : close ? 2 : 1);
}

export function probability(value) {
  if (value === null || value === undefined) return "–";
  const digits = value < 0.01 || (value >= 0.045 && value < 0.055) ? 3 : 2;
  const text = value < 0.001 ? number(0.001, 3) : number(value, digits);
  const shown = language === "en" ? text.replace(/^0/, "") : text;
  return `p ${value < 0.001 ? "<" : "="} ${shown}`;
}
