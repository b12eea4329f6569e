// Every page there is, over an archive: those of the description of the interface, with what their places stand for taken
// from the archive itself. A page that is added to the program is found here without being named.

/** Addresses of all pages; `documents` narrows nothing but how many statements and names stand for all. */
export async function places(room, documents = 3) {
  const description = await room.json("/openapi.json");
  const statements = (await items(room, "/search")).map(idOf);
  const entities = (await items(room, "/entities")).map(idOf);
  const families = (await items(room, "/reuse")).map((family) => family.id ?? family.family ?? family.number);
  const files = (await items(room, "/report")).map((file) => file.id ?? file.source);
  const known = {
    "/statements/{id}": statements,
    "/entities/{id}": entities,
    "/reuse/{family}": families,
    "/report/{id}": files,
  };
  const found = [];
  for (const [path, methods] of Object.entries(description.paths)) {
    if (!methods.get?.responses["200"]?.content?.["text/html"]) continue;
    const base = Object.keys(known).find((start) => path.startsWith(start));
    const rest = base ? path.slice(base.length) : path;
    if (rest.includes("{")) continue; // pictures of pages and jobs have tests of their own
    const starts = base ? known[base].filter(Boolean).slice(0, documents).map((id) => base.replace(/\{.*\}/, encodeURIComponent(id))) : [""];
    for (const start of starts) found.push(start + rest);
  }
  // What needs a parameter to be anything has tests of its own.
  return found.filter((path) => path !== "/decide" && !path.endsWith("/compare"));
}

const idOf = (item) => item.id ?? item.statement?.id ?? item.statement ?? item.entity;

/** The items of a list, or none where there is no such list yet. */
export async function items(room, path) {
  const answer = await fetch(new URL(path, room.url), { headers: { accept: "application/json" } });
  if (!answer.ok) return [];
  const value = await answer.json();
  return value.items ?? value.families ?? [];
}

/** What a page is called among pictures. */
export const called = (path) => path.replace(/^\//, "").replace(/[^\w.-]+/g, "_").slice(0, 80) || "home";
