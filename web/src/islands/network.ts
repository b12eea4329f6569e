// The whole network as a drawing that is moved, zoomed, filtered and searched. Places come from the server; only the ties
// that are asked for are drawn, those that hold the network together first. While the drawing moves, only as many are drawn
// as this machine can; the others follow when it rests, some in each frame, so that no frame is long.
import { Names, type Name } from "../names";
import { COLOURS, Painter, type Disc, type Line } from "../painter";
import { Plane } from "../plane";

type Places = {
  id: string[];
  name: string[];
  x: number[];
  y: number[];
  community: number[];
  strength: number[];
  a: number[];
  b: number[];
  together: number[];
  weight: number[];
  /** Years that a tie's statements can be of. */
  first: (number | null)[];
  last: (number | null)[];
  backbone: number;
};

const DARK_INKS = ["#7a1f1f", "#1f5f8b", "#2f6b3a", "#8a5a00", "#5b3a8c", "#0f6e6e", "#9c3d6b", "#5a5a5a"];
const LIGHT_INKS = ["#e39a8a", "#8cc0e6", "#98d3a4", "#e6bf6b", "#c3a8ee", "#7fd3d0", "#eaa3c6", "#bdbdbd"];

/** Milliseconds without a move after which a drawing rests. */
const REST = 120;
/** Milliseconds between frames above which fewer ties are drawn in each, and below which more. */
const LATE = 30;
const EARLY = 20;
/** Milliseconds between frames that say nothing of how long one took. */
const PAUSE = 500;
/** Ties that are drawn in each frame. */
const FEWEST = 200;
const MOST = 20_000;
/** Part of the drawing that discs may cover when all of it is seen. */
const COVERED = 0.09;
/** Radius of discs that are meant where others are not, in pixels. */
const MEANT = 3.5;
/** Part of their ink that ties keep where names were found among them. */
const BEHIND = 0.3;
/** How much nearer a name is looked at that was searched for. */
const CLOSER = 3;
/** Pixels around a disc that are still of it. */
const REACH = 5;

const largest = (numbers: number[], least: number): number => numbers.reduce((a, b) => Math.max(a, b), least);
const smallest = (numbers: number[], most: number): number => numbers.reduce((a, b) => Math.min(a, b), most);

class Slider {
  readonly label = document.createElement("label");
  private readonly input = document.createElement("input");
  private readonly said = document.createElement("output");

  constructor(text: string, private readonly least: number, private readonly most: number, value: number, shows: boolean, onInput: () => void) {
    this.input.type = "range";
    [this.input.min, this.input.max, this.input.value] = [String(least), String(most), String(value)];
    this.label.append(`${text} `, this.input);
    if (shows) this.label.append(this.said);
    this.said.textContent = String(value);
    this.input.addEventListener("input", () => {
      this.said.textContent = this.input.value;
      onInput();
    });
  }

  get value(): number {
    return Number(this.input.value);
  }

  get isFirst(): boolean {
    return this.value <= this.least;
  }

  get isLast(): boolean {
    return this.value >= this.most;
  }
}

class Network {
  private readonly box = document.createElement("div");
  private readonly letters = document.createElement("canvas");
  private readonly said = document.createElement("output");
  private readonly link = document.createElement("a");
  private readonly typed = document.createElement("input");
  private readonly plane: Plane;
  private readonly painter: Painter;
  private readonly names: Names;
  private readonly discs: Disc[];
  private readonly ties: Slider;
  private readonly least: Slider;
  private readonly years: [Slider, Slider] | null;
  /** Names, the best connected first. */
  private readonly order: number[];
  /** Names that a search found, and those around the name that was clicked. */
  private matched: Set<number> | null = null;
  private near: Set<number> | null = null;
  private chosen: Line[] = [];
  private hovered = -1;
  private readonly lit: Float32Array;
  /** Pixels that all discs cover together. */
  private readonly inked: number;
  /** Lengths of all ties up to each, in pixels when all is seen. */
  private readonly lengths: Float64Array;
  /** For each tie whether the filters let it through, or null where they let all through. */
  private fit: Uint8Array | null = null;
  /** Where the ties end that are drawn, and where those end that are drawn by now. */
  private end = 0;
  private drawn = 0;
  private each = 4000;
  private asked = 0;
  private rest = 0;
  private before = 0;
  private written: { x: number; y: number; zoom: number } | null = null;

  constructor(figure: HTMLElement, private readonly places: Places) {
    const style = getComputedStyle(figure);
    const ink = (name: string): string => style.getPropertyValue(name).trim();
    const canvas = document.createElement("canvas");
    this.box.className = "full";
    this.box.tabIndex = 0;
    this.box.setAttribute("role", "img");
    this.box.setAttribute("aria-label", figure.dataset.label ?? "");
    this.box.append(canvas, this.letters);
    const again = (): void => this.filter();
    this.ties = new Slider(figure.dataset.strongest ?? "", 0, 100, 50, false, again);
    this.least = new Slider(figure.dataset.least ?? "", 1, largest(places.together, 1), 1, true, again);
    this.years = this.slidersOfYears(figure, again);
    this.typed.type = "search";
    const find = document.createElement("label");
    find.append(`${figure.dataset.find} `, this.typed);
    this.link.hidden = true;
    const tools = document.createElement("div");
    tools.className = "tools";
    tools.append(this.ties.label, this.least.label, ...(this.years ?? []).map((slider) => slider.label), find, this.said, this.link);
    const how = document.createElement("p");
    how.className = "faint";
    how.textContent = figure.dataset.how ?? "";
    figure.querySelector(".scroll")?.replaceWith(tools, this.box, how);
    // It speaks of the picture that stood here.
    figure.querySelector("figcaption")?.remove();

    const strongest = largest(places.strength, 1e-9);
    this.discs = places.id.map((_, at) => ({
      place: [places.x[at]!, places.y[at]!],
      radius: 2 + 9 * Math.sqrt(places.strength[at]! / strongest),
      colour: places.community[at]! % (COLOURS - 1),
    }));
    this.inked = this.discs.reduce((sum, disc) => sum + Math.PI * disc.radius ** 2, 1);
    this.order = places.id.map((_, at) => at).sort((a, b) => places.strength[b]! - places.strength[a]!);
    this.lit = new Float32Array(places.id.length).fill(1);
    const inks = style.colorScheme.includes("dark") ? LIGHT_INKS : DARK_INKS;
    this.plane = new Plane(this.box, {
      left: smallest(places.x, 0),
      right: largest(places.x, 0),
      top: smallest(places.y, 0),
      bottom: largest(places.y, 0),
    });
    const lines = places.a.map((_, at) => this.line(at));
    this.lengths = new Float64Array(lines.length + 1);
    const [across, down] = this.plane.scale;
    lines.forEach(({ from, to }, at) => (this.lengths[at + 1] = this.lengths[at]! + Math.hypot((from[0] - to[0]) * across, (from[1] - to[1]) * down)));
    this.painter = new Painter(canvas, this.plane, lines, this.discs, { colours: [...inks, ink("--faint")], dull: ink("--faint"), sheet: ink("--sheet") });
    this.names = new Names(this.letters, { ink: ink("--ink"), sheet: ink("--sheet") });
    this.listen();
    this.filter();
  }

  private slidersOfYears(figure: HTMLElement, again: () => void): [Slider, Slider] | null {
    const is = (year: number | null): year is number => year !== null;
    const [first, last] = [smallest(this.places.first.filter(is), Infinity), largest(this.places.last.filter(is), -Infinity)];
    if (!(first < last)) return null;
    return [new Slider(figure.dataset.from ?? "", first, last, first, true, again), new Slider(figure.dataset.until ?? "", first, last, last, true, again)];
  }

  private line(at: number): Line {
    const { a, b, together, weight, first, last, community } = this.places;
    const [from, to] = [a[at]!, b[at]!];
    const isWithin = community[from] === community[to];
    return {
      from: this.discs[from]!.place,
      to: this.discs[to]!.place,
      together: together[at]!,
      // A tie without a year is of none that is asked for.
      years: [first[at] ?? 2e9, last[at] ?? -2e9],
      weight: Math.min(1, Math.log1p(weight[at]!)),
      colour: isWithin ? this.discs[from]!.colour : COLOURS - 1,
    };
  }

  private listen(): void {
    const { plane, typed } = this;
    plane.onMove = () => this.ask();
    plane.onClick = (x, y) => this.around(this.at(x, y));
    let [hover, x, y] = [0, 0, 0];
    plane.onHover = (...at) => {
      [x, y] = at;
      hover ||= requestAnimationFrame(() => {
        hover = 0;
        this.hover(this.at(x, y));
      });
    };
    this.box.addEventListener("pointerleave", () => this.hover(-1));
    new ResizeObserver(() => {
      plane.resize();
      this.ask();
    }).observe(this.box);
    typed.addEventListener("input", () => {
      const words = typed.value.trim().toLocaleLowerCase();
      this.matched = words ? new Set(this.order.filter((at) => this.places.name[at]!.toLocaleLowerCase().includes(words))) : null;
      this.filter();
    });
    typed.addEventListener("keydown", (event) => {
      const best = this.matched?.values().next().value;
      if (event.key !== "Enter" || best === undefined) return;
      plane.show(...this.discs[best]!.place, Math.max(plane.zoom, CLOSER));
      this.around(best);
    });
  }

  /** The name whose disc is nearest to a place of the frame, or -1. */
  private at(x: number, y: number): number {
    let [best, least] = [-1, Infinity];
    this.discs.forEach((disc, at) => {
      const [across, down] = this.plane.seen(...disc.place);
      const far = Math.hypot(across - x, down - y) - disc.radius * this.grow() - (this.lit[at] ? 0 : REACH);
      if (far <= REACH && far < least) [best, least] = [at, far];
    });
    return best;
  }

  private hover(at: number): void {
    if (at === this.hovered) return;
    this.hovered = at;
    this.box.style.cursor = at < 0 ? "" : "pointer";
    if (!this.rest && !this.asked) this.write();
  }

  /** A name that was clicked lights up with its ties, and its page is a link away. */
  private around(node: number): void {
    const { a, b, id, name } = this.places;
    this.near = null;
    this.chosen = [];
    this.link.hidden = node < 0;
    if (node >= 0) {
      this.link.href = `/entities/${id[node]}`;
      this.link.textContent = name[node]!;
      const { fit } = this;
      const ties = a.flatMap((from, at) => ((!fit || fit[at]) && (from === node || b[at] === node) ? [at] : []));
      this.near = new Set([node, ...ties.map((at) => (a[at] === node ? b[at]! : a[at]!))]);
      this.chosen = ties.map((at) => this.line(at));
    }
    this.painter.choose(this.chosen);
    this.light();
    this.ask();
  }

  private get filters(): { together: number; years: [number, number] } {
    const [from, until] = this.years ?? [null, null];
    const isWhole = !from || !until || (from.isFirst && until.isLast);
    return { together: this.least.value, years: isWhole ? [-Infinity, Infinity] : [from.value, until.value] };
  }

  /** What is drawn after a step of a filter: ties up to where there are as many as are wanted that fit. */
  private filter(): void {
    const { a, backbone } = this.places;
    const [most, held] = [a.length, Math.max(backbone, 1)];
    const wanted = Math.round(Math.min(most, held * Math.pow(Math.max(most / held, 1), (this.ties.value - 50) / 50)));
    const isNarrowed = !this.least.isFirst || !!this.years && !(this.years[0].isFirst && this.years[1].isLast);
    this.fit = isNarrowed ? this.fitting() : null;
    let count = this.fit ? 0 : wanted;
    this.end = count;
    if (this.fit) while (this.end < most && count < wanted) count += this.fit[this.end++]!;
    this.said.textContent = `${count} / ${most}${this.matched ? ` · ${this.matched.size}` : ""}`;
    if (this.near) return this.around(this.clicked());
    this.light();
    this.ask();
  }

  private clicked(): number {
    return this.near?.values().next().value ?? -1;
  }

  /** For each tie whether the filters let it through: 1 or 0. */
  private fitting(): Uint8Array {
    const { together: least, years } = this.filters;
    const { together, first, last } = this.places;
    const isOfAnyTime = years[0] === -Infinity;
    return Uint8Array.from(together, (many, at) => {
      const isOfTime = isOfAnyTime || (first[at] !== null && last[at]! >= years[0] && first[at]! <= years[1]);
      return many >= least && isOfTime ? 1 : 0;
    });
  }

  /** Lights up the names that were found, that are around the clicked one, and that still have a tie. */
  private light(): void {
    const { lit, fit, places } = this;
    const meant = this.near ?? this.matched;
    lit.fill(fit ? 0 : 1);
    fit?.forEach((fits, at) => {
      if (fits) lit[places.a[at]!] = lit[places.b[at]!] = 1;
    });
    if (meant) lit.forEach((is, at) => (lit[at] = is && meant.has(at) ? 1 : 0));
    this.painter.light(lit);
  }

  private grow(): number {
    const { width, height, zoom } = this.plane;
    const space = Math.sqrt((COVERED * width * height) / this.inked);
    return Math.min(Math.max(space, 0.3), 1.3) * Math.pow(zoom, 0.4);
  }

  /** Part of their ink that ties keep: the more of the drawing they would cover, the fainter each is. */
  private thin(): number {
    const { width, height, zoom } = this.plane;
    const ink = this.lengths[this.end]! / zoom;
    return Math.min(1, (width * height) / Math.max(ink, 1)) * (this.matched ? BEHIND : 1);
  }

  private drawDiscs(): void {
    this.painter.drawDiscs(this.grow(), this.near || this.matched ? MEANT : 1);
  }

  private ask(): void {
    this.asked ||= requestAnimationFrame((now) => this.frame(now));
  }

  /** One frame of a movement. */
  private frame(now: number): void {
    this.asked = 0;
    this.learn(now);
    this.painter.clear();
    this.drawn = Math.min(this.end, this.each);
    if (this.near) this.painter.drawChosen(this.chosen.length);
    else this.painter.drawLines(0, this.drawn, this.filters, this.thin());
    this.drawDiscs();
    this.carry();
    clearTimeout(this.rest);
    this.rest = window.setTimeout(() => {
      this.rest = 0;
      this.write();
      this.more();
    }, REST);
  }

  /** How many ties a frame has time for, from how long the last took. */
  private learn(now: number): void {
    const took = now - this.before;
    this.before = now;
    if (took > PAUSE) return;
    const each = took > LATE ? this.each * 0.7 : took < EARLY ? this.each * 1.1 : this.each;
    this.each = Math.round(Math.min(Math.max(each, FEWEST), MOST));
  }

  /** The ties that are left, as many in each frame as it has time for. */
  private more(): void {
    if (this.near || this.drawn >= this.end) return;
    requestAnimationFrame((now) => {
      if (this.rest || this.asked) return;
      this.learn(now);
      const to = Math.min(this.end, this.drawn + this.each);
      this.painter.drawLines(this.drawn, to, this.filters, this.thin());
      this.drawn = to;
      if (to === this.end) this.drawDiscs();
      this.more();
    });
  }

  /** Names move with the drawing; when it is zoomed they wait until it rests. */
  private carry(): void {
    const { plane, written, letters } = this;
    if (!written) return;
    const isMoved = written.zoom === plane.zoom;
    letters.style.visibility = isMoved ? "" : "hidden";
    const [across, down] = plane.scale;
    if (isMoved) letters.style.transform = `translate(${(written.x - plane.x) * across}px, ${(written.y - plane.y) * down}px)`;
  }

  private write(): void {
    const { plane, letters } = this;
    this.written = { x: plane.x, y: plane.y, zoom: plane.zoom };
    letters.style.transform = letters.style.visibility = "";
    this.names.write(this.toWrite());
  }

  private *toWrite(): Generator<Name> {
    const grow = this.grow();
    const first = [this.hovered, this.clicked()].filter((at) => at >= 0);
    for (const at of [...first, ...this.order]) {
      const disc = this.discs[at]!;
      if (!this.lit[at] && at !== this.hovered) continue;
      const [x, y] = this.plane.seen(...disc.place);
      yield { text: this.places.name[at]!, x, y, away: disc.radius * grow + 2 };
    }
  }
}

/** Whether the browser draws with WebGL. */
const canDraw = (): boolean => !!document.createElement("canvas").getContext("webgl2");

const figure = document.querySelector<HTMLElement>("figure.network");
if (figure?.dataset.places && canDraw()) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = figure.dataset.full ?? "";
  figure.prepend(button);
  button.addEventListener("click", async () => {
    button.disabled = true;
    const answer = await fetch(figure.dataset.places!, { headers: { accept: "application/json" } });
    if (!answer.ok) return;
    new Network(figure, (await answer.json()) as Places);
    button.remove();
  });
}
