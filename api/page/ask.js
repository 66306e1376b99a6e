// api/page/ask.js - asks /v1 as any other client does.
import { say } from "./words.js";

// What went wrong, in the words of the problem document.
export class Trouble extends Error {
  constructor(problem) {
    super(problem.detail || problem.title || say("failed"));
    this.hint = problem.hint || "";
  }
}

export function address(name, parameters) {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(parameters))
    if (value) query.set(key, value);
  const text = query.toString();
  return `/v1/${name}${text ? `?${text}` : ""}`;
}

async function troubleOf(response) {
  try {
    return new Trouble(await response.json());
  } catch {
    return new Trouble({ title: `${response.status} ${response.statusText}` });
  }
}

export async function ask(name, parameters = {}, signal = undefined) {
  let response;
  try {
    response = await fetch(address(name, parameters), {
      signal, headers: { Accept: "application/json" } });
  } catch (fault) {
    if (fault.name === "AbortError") throw fault;
    throw new Trouble({ title: say("offline") });
  }
  if (!response.ok) throw await troubleOf(response);
  return response.json();
}

// An XML document read by the browser's loader, which runs nothing in it; the page's
// policy forbids making one from text.
export function askPicture(name, parameters, signal) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("GET", address(name, parameters));
    request.overrideMimeType("image/svg+xml");
    request.onload = () => {
      if (request.status === 200 && request.responseXML) {
        resolve(request.responseXML);
        return;
      }
      try {
        reject(new Trouble(JSON.parse(request.responseText)));
      } catch {
        reject(new Trouble({ title: `${request.status} ${request.statusText}` }));
      }
    };
    request.onerror = () => reject(new Trouble({ title: say("offline") }));
    request.onabort = () => reject(new DOMException("left", "AbortError"));
    signal.addEventListener("abort", () => request.abort());
    request.send();
  });
}
