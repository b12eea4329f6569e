// The timeline as a drawing that is moved and zoomed: bars of what is surely of a stretch of time, and over them what can
// be of it. Counts come once, as pairs of days; every frame is worked out from running sums, so that it costs as much as
// the drawing is wide, however many things have a date. Statements, claims and events have sums of their own, so that
// leaving some of them out costs no more than a frame.

type Days = { from: number[]; to: number[]; what: number[]; count: number[] };
type Bar = { from: number; to: number; sure: number; maybe: number };

const DAY = 86_400_000;
const STEPS = [1, 7, 30.44, 91.3, 365.2425, 1826.2, 3652.4, 9131, 36524];

/** Running sums over sorted days: how many lie before a day. */
class Sums {
  private readonly sums: Float64Array;
  constructor(private readonly days: Float64Array, counts: number[]) {
    this.sums = new Float64Array(days.length + 1);
    for (let at = 0; at < days.length; at++) this.sums[at + 1] = this.sums[at]! + counts[at]!;
  }
  before(day: number): number {
    let low = 0;
    let high = this.days.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.days[middle]! < day) low = middle + 1;
      else high = middle;
    }
    return this.sums[low]!;
  }
}

function sums(pairs: [number, number][]): Sums {
  pairs.sort((a, b) => a[0] - b[0]);
  return new Sums(Float64Array.from(pairs, (pair) => pair[0]), pairs.map((pair) => pair[1]));
}

/** What is counted together: on a day, and over a stretch of time from its first to its last day. */
class Counted {
  readonly total: number;
  isShown = true;
  private readonly on: Sums;
  private readonly begin: Sums;
  private readonly end: Sums;

  constructor(days: Days, what: number) {
    const [on, begins, ends]: [number, number][][] = [[], [], []];
    let total = 0;
    for (let at = 0; at < days.from.length; at++) {
      if (days.what[at] !== what) continue;
      const [from, to, count] = [days.from[at]!, days.to[at]!, days.count[at]!];
      total += count;
      if (from === to) on!.push([from, count]);
      else {
        begins!.push([from, count]);
        ends!.push([to, count]);
      }
    }
    this.total = total;
    [this.on, this.begin, this.end] = [sums(on!), sums(begins!), sums(ends!)];
  }

  sure(from: number, to: number): number {
    return this.on.before(to) - this.on.before(from);
  }

  maybe(from: number, to: number): number {
    return this.begin.before(to) - this.end.before(from);
  }
}

class Drawing {
  private readonly canvas = document.createElement("canvas");
  private readonly said = document.createElement("p");
  private readonly counted: Counted[];
  private from: number;
  private to: number;
  private readonly whole: [number, number];
  private asked = false;
  private bars: Bar[] = [];

  constructor(private readonly figure: HTMLElement, days: Days) {
    let [first, last] = [Infinity, -Infinity];
    for (let at = 0; at < days.from.length; at++) {
      const [from, to] = [days.from[at]!, days.to[at]!];
      if (to - from < 36524) [first, last] = [Math.min(first, from), Math.max(last, to)];
    }
    if (first > last) [first, last] = [days.from[0] ?? 0, days.to[0] ?? 1];
    this.counted = [0, 1, 2].map((what) => new Counted(days, what));
    const room = Math.max(15, (last - first) * 0.02);
    this.whole = [first - room, last + room];
    [this.from, this.to] = this.whole;
    this.said.className = "faint";
    this.canvas.tabIndex = 0;
    this.canvas.setAttribute("role", "img");
    this.canvas.setAttribute("aria-label", figure.dataset.label ?? "");
    const chart = figure.querySelector(".chart");
    chart?.querySelectorAll("svg, .axis").forEach((old) => old.remove());
    chart?.prepend(this.canvas, this.said, ...this.choices());
    this.listen();
    new ResizeObserver(() => this.draw()).observe(this.canvas);
    this.tell(null);
  }

  /** A box to tick for each of statements, claims and events, where there are several. */
  private choices(): HTMLElement[] {
    const { statement, claim, event, locale } = this.figure.dataset;
    const there = this.counted.map((counted, at) => ({ counted, text: [statement, claim, event][at] ?? "" })).filter(({ counted }) => counted.total > 0);
    if (there.length < 2) return [];
    const group = document.createElement("div");
    group.className = "only";
    for (const { counted, text } of there) {
      const [label, box] = [document.createElement("label"), document.createElement("input")];
      box.type = "checkbox";
      box.checked = true;
      box.addEventListener("input", () => {
        counted.isShown = box.checked;
        this.ask();
      });
      label.append(box, `${text} (${counted.total.toLocaleString(locale)})`);
      group.append(label);
    }
    return [group];
  }

  private listen(): void {
    const canvas = this.canvas;
    let held: { x: number; from: number; to: number; moved: boolean } | null = null;
    canvas.addEventListener("pointerdown", (event) => {
      held = { x: event.offsetX, from: this.from, to: this.to, moved: false };
      canvas.setPointerCapture(event.pointerId);
    });
    canvas.addEventListener("pointermove", (event) => {
      if (!held) return this.tell(this.at(event.offsetX));
      const by = ((event.offsetX - held.x) / canvas.clientWidth) * (held.to - held.from);
      held.moved ||= Math.abs(event.offsetX - held.x) > 4;
      this.show(held.from - by, held.to - by);
    });
    canvas.addEventListener("pointerup", (event) => {
      const bar = held && !held.moved ? this.at(event.offsetX) : null;
      held = null;
      if (bar) this.zoomTo(bar.from, bar.to);
    });
    canvas.addEventListener("wheel", (event) => {
      event.preventDefault();
      this.zoom(Math.exp(event.deltaY * 0.0015), event.offsetX / canvas.clientWidth);
    }, { passive: false });
    canvas.addEventListener("keydown", (event) => {
      const width = this.to - this.from;
      if (event.key === "+") this.zoom(0.7, 0.5);
      else if (event.key === "-") this.zoom(1 / 0.7, 0.5);
      else if (event.key === "0") this.show(...this.whole);
      else if (event.key === "ArrowLeft") this.show(this.from - width / 8, this.to - width / 8);
      else if (event.key === "ArrowRight") this.show(this.from + width / 8, this.to + width / 8);
      else return;
      event.preventDefault();
    });
  }

  private at(x: number): Bar | null {
    const day = this.from + (x / this.canvas.clientWidth) * (this.to - this.from);
    return this.bars.find((bar) => bar.from <= day && day < bar.to) ?? null;
  }

  zoom(by: number, where: number): void {
    const middle = this.from + where * (this.to - this.from);
    this.show(middle - (middle - this.from) * by, middle + (this.to - middle) * by);
  }

  private zoomTo(from: number, to: number): void {
    const room = (to - from) * 0.5;
    this.show(from - room, to + room);
  }

  show(from: number, to: number): void {
    const least = 10;
    const widest = (this.whole[1] - this.whole[0]) * 1.5;
    const width = Math.min(Math.max(to - from, least), widest);
    const middle = Math.min(Math.max((from + to) / 2, this.whole[0]), this.whole[1]);
    [this.from, this.to] = [middle - width / 2, middle + width / 2];
    this.ask();
  }

  private ask(): void {
    if (this.asked) return;
    this.asked = true;
    requestAnimationFrame(() => {
      this.asked = false;
      this.draw();
    });
  }

  private day(day: number, step: number): string {
    const date = new Date(day * DAY);
    const year = date.getUTCFullYear();
    if (step >= 360) return String(year);
    const month = `${year}-${String(date.getUTCMonth() + 1).padStart(2, "0")}`;
    return step >= 28 ? month : `${month}-${String(date.getUTCDate()).padStart(2, "0")}`;
  }

  private step(): number {
    const least = ((this.to - this.from) / Math.max(this.canvas.clientWidth, 1)) * 7;
    return STEPS.find((step) => step >= least) ?? STEPS[STEPS.length - 1]!;
  }

  /** Where the stretch begins that a day lies in: of days, weeks, months and years as the calendar has them. */
  private floor(day: number, step: number): number {
    if (step < 28) return Math.floor(day / step) * step;
    const date = new Date(day * DAY);
    const months = Math.round(step / 30.44);
    const month = Math.floor((date.getUTCFullYear() * 12 + date.getUTCMonth()) / months) * months;
    const floor = new Date(0);
    floor.setUTCFullYear(Math.floor(month / 12), ((month % 12) + 12) % 12, 1);
    return floor.getTime() / DAY;
  }

  draw(): void {
    const { canvas } = this;
    const [width, height, scale] = [canvas.clientWidth, canvas.clientHeight, devicePixelRatio || 1];
    if (canvas.width !== Math.round(width * scale)) canvas.width = Math.round(width * scale);
    if (canvas.height !== Math.round(height * scale)) canvas.height = Math.round(height * scale);
    const context = canvas.getContext("2d");
    if (!context) return;
    const step = this.step();
    this.bars = [];
    const shown = this.counted.filter((counted) => counted.isShown);
    const total = (of: (counted: Counted) => number): number => shown.reduce((sum, counted) => sum + of(counted), 0);
    for (let from = this.floor(this.from, step); from < this.to; ) {
      const to = this.floor(from + step * 1.5, step);
      const [sure, maybe] = [total((counted) => counted.sure(from, to)), total((counted) => counted.maybe(from, to))];
      this.bars.push({ from, to, sure, maybe });
      from = to > from ? to : from + step;
    }
    const most = Math.max(1, ...this.bars.map((bar) => bar.sure + bar.maybe));
    const style = getComputedStyle(canvas);
    const [mark, ink] = [style.getPropertyValue("--mark"), style.getPropertyValue("--faint")];
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, width, height);
    const floor = height - 18;
    context.font = "12px system-ui, sans-serif";
    let free = 0;
    for (const bar of this.bars) {
      const x = ((bar.from - this.from) / (this.to - this.from)) * width;
      const wide = Math.max(1, ((bar.to - bar.from) / (this.to - this.from)) * width - 1);
      const sure = (bar.sure / most) * (floor - 4);
      const maybe = (bar.maybe / most) * (floor - 4);
      context.fillStyle = mark;
      context.globalAlpha = 0.35;
      context.fillRect(x, floor - sure - maybe, wide, maybe);
      context.globalAlpha = 1;
      context.fillRect(x, floor - sure, wide, sure);
      const day = this.day(bar.from + 0.5, step);
      if (x >= free && x + context.measureText(day).width <= width) {
        context.fillStyle = ink;
        context.fillText(day, x, height - 4);
        free = x + 90;
      }
    }
  }

  private tell(bar: Bar | null): void {
    const { how, sure, maybe } = this.figure.dataset;
    this.said.textContent = bar ? `${this.day(bar.from + 0.5, this.step())}: ${sure} ${bar.sure}, ${maybe} ${bar.maybe}` : (how ?? "");
  }
}

const figure = document.querySelector<HTMLElement>("figure.timeline");
if (figure?.dataset.days) {
  const answer = await fetch(figure.dataset.days, { headers: { accept: "application/json" } });
  if (answer.ok) new Drawing(figure, (await answer.json()) as Days);
}
export {};
