// api/page/element.js - elements whose words are words: text never becomes markup.

// element("p", {class: "x", onclick: f}, "text", child, ...)
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined)
      made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

export function byId(id) {
  return document.getElementById(id);
}

// The rows of a table: columns are {head, cell(row), number}.
export function table(caption, columns, rows) {
  const head = element("tr", {}, ...columns.map((column) =>
    element("th", { scope: "col", class: column.number ? "number" : null }, column.head)));
  const body = rows.map((row) => element("tr", {}, ...columns.map((column) =>
    element("td", { class: column.number ? "number" : null }, column.cell(row)))));
  return element("table", {}, element("caption", {}, caption),
    element("thead", {}, head), element("tbody", {}, ...body));
}
