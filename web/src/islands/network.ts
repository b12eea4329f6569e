// The whole network as a drawing that is moved, zoomed, filtered and searched. Places come from the server; only the ties
// that are asked for are drawn, those that hold the network together first, and none while it is being moved.
import Graph from "graphology";
import Sigma from "sigma";

type Places = {
  id: string[];
  name: string[];
  x: number[];
  y: number[];
  community: number[];
  strength: number[];
  partners: number[];
  a: number[];
  b: number[];
  together: number[];
  weight: number[];
  backbone: number;
};

const COLOURS = ["#7a1f1f", "#1f5f8b", "#2f6b3a", "#8a5a00", "#5b3a8c", "#0f6e6e", "#9c3d6b", "#5a5a5a"];
const LIGHT = ["#e39a8a", "#8cc0e6", "#98d3a4", "#e6bf6b", "#c3a8ee", "#7fd3d0", "#eaa3c6", "#bdbdbd"];

const figure = document.querySelector<HTMLElement>("figure.network");

function graphOf(places: Places, colours: string[]): Graph {
  const graph = new Graph({ type: "undirected", multi: false });
  const strongest = Math.max(1e-9, ...places.strength.slice(0, 50_000));
  places.id.forEach((id, at) =>
    graph.addNode(String(at), {
      id,
      label: places.name[at],
      x: places.x[at],
      y: -places.y[at]!,
      size: 2 + 9 * Math.sqrt(places.strength[at]! / strongest),
      color: colours[places.community[at]! % colours.length],
    }),
  );
  return graph;
}

function slider(text: string, least: number, most: number, value: number): [HTMLLabelElement, HTMLInputElement] {
  const label = document.createElement("label");
  const input = document.createElement("input");
  input.type = "range";
  [input.min, input.max, input.value] = [String(least), String(most), String(value)];
  label.append(`${text} `, input);
  return [label, input];
}

function start(figure: HTMLElement, places: Places): void {
  const dark = getComputedStyle(figure).colorScheme.includes("dark");
  const style = getComputedStyle(figure);
  const graph = graphOf(places, dark ? LIGHT : COLOURS);
  const faint = dark ? "#6a6358" : "#cfc8ba";
  const most = places.a.length;
  const box = document.createElement("div");
  box.className = "full";
  box.setAttribute("role", "img");
  box.setAttribute("aria-label", figure.dataset.label ?? "");
  const tools = document.createElement("div");
  tools.className = "tools";
  // Ties by their number, in powers, so that few and many can both be chosen.
  const [ties, tiesInput] = slider(figure.dataset.strongest ?? "", 0, 100, 50);
  const [least, leastInput] = slider(figure.dataset.least ?? "", 1, Math.max(1, ...places.together.slice(0, 50_000)), 1);
  const find = document.createElement("label");
  const typed = document.createElement("input");
  typed.type = "search";
  find.append(`${figure.dataset.find} `, typed);
  const said = document.createElement("output");
  tools.append(ties, least, find, said);
  figure.querySelector(".scroll")?.replaceWith(tools, box);

  let drawn: string[] = [];
  const put = (): void => {
    for (const key of drawn) graph.dropEdge(key);
    drawn = [];
    const wanted = Math.round(Math.min(most, Math.max(places.backbone, 1) * Math.pow(Math.max(most / Math.max(places.backbone, 1), 1), (Number(tiesInput.value) - 50) / 50)));
    const fewest = Number(leastInput.value);
    for (let at = 0; at < most && drawn.length < wanted; at++) {
      if (places.together[at]! < fewest) continue;
      drawn.push(graph.addUndirectedEdge(String(places.a[at]), String(places.b[at]), { size: Math.min(3, 0.4 + Math.log1p(places.weight[at]!)), color: faint }));
    }
    said.textContent = `${drawn.length} / ${most}`;
  };
  put();

  let near: Set<string> | null = null;
  let matched: Set<string> | null = null;
  const sigma = new Sigma(graph, box, {
    hideEdgesOnMove: most > 5000,
    labelColor: { color: style.getPropertyValue("--ink").trim() },
    labelDensity: 0.6,
    labelGridCellSize: 110,
    labelRenderedSizeThreshold: 5,
    renderEdgeLabels: false,
    zIndex: true,
    nodeReducer: (node, data) => {
      const shown = (!near || near.has(node)) && (!matched || matched.has(node));
      return shown ? { ...data, zIndex: 1, forceLabel: !!matched && matched.size <= 30 } : { ...data, color: faint, label: "", zIndex: 0 };
    },
    edgeReducer: (edge, data) => (near && !(near.has(graph.source(edge)) && near.has(graph.target(edge))) ? { ...data, hidden: true } : data),
  });
  (figure as HTMLElement & { sigma?: Sigma }).sigma = sigma;
  let asked = 0;
  const again = (): void => {
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(() => {
      put();
      sigma.refresh();
    });
  };
  tiesInput.addEventListener("input", again);
  leastInput.addEventListener("input", again);
  typed.addEventListener("input", () => {
    const words = typed.value.trim().toLocaleLowerCase();
    matched = words ? new Set(places.name.flatMap((name, at) => (name.toLocaleLowerCase().includes(words) ? [String(at)] : []))) : null;
    sigma.refresh({ skipIndexation: true });
  });
  const around = (node: string | null): void => {
    near = node === null ? null : new Set([node, ...graph.neighbors(node)]);
    sigma.refresh({ skipIndexation: true });
  };
  // A name that was clicked lights up with its ties, and its page is a link away.
  const link = document.createElement("a");
  link.hidden = true;
  tools.append(link);
  sigma.on("clickNode", ({ node }) => {
    link.href = `/entities/${graph.getNodeAttribute(node, "id")}`;
    link.textContent = graph.getNodeAttribute(node, "label") as string;
    link.hidden = false;
    around(node);
  });
  sigma.on("clickStage", () => {
    link.hidden = true;
    around(null);
  });
  box.tabIndex = 0;
  box.addEventListener("keydown", (event) => {
    const camera = sigma.getCamera();
    if (event.key === "+") void camera.animatedZoom({ duration: 150 });
    else if (event.key === "-") void camera.animatedUnzoom({ duration: 150 });
    else if (event.key === "0") void camera.animatedReset({ duration: 150 });
    else return;
    event.preventDefault();
  });
  const how = document.createElement("p");
  how.className = "faint";
  how.textContent = figure.dataset.how ?? "";
  box.after(how);
}

/** Whether the browser draws with WebGL. */
const canDraw = (): boolean => !!document.createElement("canvas").getContext("webgl2");

if (figure?.dataset.places && canDraw()) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = figure.dataset.full ?? "";
  figure.prepend(button);
  button.addEventListener("click", async () => {
    button.disabled = true;
    const answer = await fetch(figure.dataset.places!, { headers: { accept: "application/json" } });
    if (!answer.ok) return;
    start(figure, (await answer.json()) as Places);
    button.remove();
  });
}
