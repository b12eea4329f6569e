// A plane that is looked at through a frame: moved with a pointer, two fingers or the arrow keys, zoomed with the wheel,
// two fingers or + and −. It says when what is seen has changed; drawing is others' work.

export interface Bounds {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** How much nearer one can go than where all is seen. */
const NEAREST = 60;
const FARTHEST = 0.5;
/** Pixels around what is drawn when all of it is seen. */
const ROOM = 24;
/** How much wider than high the plane may be drawn, so that it fills its frame. */
const STRETCH = 1.6;
/** Pixels that a pointer may stray in a click. */
const STRAY = 4;

export class Plane {
  width = 1;
  height = 1;
  /** How much nearer than where all is seen. */
  zoom = 1;
  /** What lies in the middle of the frame, and pixels for each unit when all is seen. */
  x = 0;
  y = 0;
  private across = 1;
  private down = 1;
  onMove: () => void = () => {};
  onClick: (x: number, y: number) => void = () => {};
  onHover: (x: number, y: number) => void = () => {};
  private readonly held = new Map<number, { x: number; y: number }>();
  private strayed = 0;

  constructor(private readonly frame: HTMLElement, private readonly bounds: Bounds) {
    this.resize();
    this.whole();
    frame.addEventListener("pointerdown", (event) => this.press(event));
    frame.addEventListener("pointermove", (event) => this.drag(event));
    for (const name of ["pointerup", "pointercancel"] as const) frame.addEventListener(name, (event) => this.release(event));
    frame.addEventListener("wheel", (event) => {
      event.preventDefault();
      const at = this.at(event);
      this.zoomBy(Math.exp(-Math.max(-240, Math.min(240, event.deltaY)) * 0.002), at.x, at.y);
    }, { passive: false });
    frame.addEventListener("keydown", (event) => this.key(event));
  }

  /** Takes the frame's size; what lay in the middle stays there. */
  resize(): void {
    [this.width, this.height] = [Math.max(this.frame.clientWidth, 1), Math.max(this.frame.clientHeight, 1)];
    const { left, right, top, bottom } = this.bounds;
    const across = (this.width - 2 * ROOM) / Math.max(right - left, 1e-6);
    const down = (this.height - 2 * ROOM) / Math.max(bottom - top, 1e-6);
    this.across = Math.max(1, Math.min(across, down * STRETCH));
    this.down = Math.max(1, Math.min(down, across * STRETCH));
  }

  /** Pixels for each unit of the plane. */
  get scale(): [number, number] {
    return [this.across * this.zoom, this.down * this.zoom];
  }

  /** Where a place of the plane is in the frame, in pixels. */
  seen(x: number, y: number): [number, number] {
    const [across, down] = this.scale;
    return [(x - this.x) * across + this.width / 2, (y - this.y) * down + this.height / 2];
  }

  whole(): void {
    const { left, right, top, bottom } = this.bounds;
    [this.x, this.y, this.zoom] = [(left + right) / 2, (top + bottom) / 2, 1];
    this.onMove();
  }

  moveBy(x: number, y: number): void {
    const [across, down] = this.scale;
    const { left, right, top, bottom } = this.bounds;
    this.x = Math.min(Math.max(this.x - x / across, left), right);
    this.y = Math.min(Math.max(this.y - y / down, top), bottom);
    this.onMove();
  }

  /** Comes nearer; what is at `x` and `y` of the frame stays there. */
  zoomBy(by: number, x = this.width / 2, y = this.height / 2): void {
    const before = this.zoom;
    this.zoom = Math.min(Math.max(before * by, FARTHEST), NEAREST);
    const [across, down] = this.scale;
    const left = 1 - this.zoom / before;
    this.x -= ((x - this.width / 2) / across) * left;
    this.y -= ((y - this.height / 2) / down) * left;
    this.onMove();
  }

  /** Goes to a place. */
  show(x: number, y: number, zoom: number): void {
    [this.x, this.y, this.zoom] = [x, y, Math.min(Math.max(zoom, FARTHEST), NEAREST)];
    this.onMove();
  }

  private at(event: MouseEvent): { x: number; y: number } {
    const box = this.frame.getBoundingClientRect();
    return { x: event.clientX - box.left - this.frame.clientLeft, y: event.clientY - box.top - this.frame.clientTop };
  }

  private press(event: PointerEvent): void {
    if (event.button !== 0) return;
    if (this.held.size === 0) this.strayed = 0;
    this.held.set(event.pointerId, this.at(event));
    this.frame.setPointerCapture(event.pointerId);
  }

  private drag(event: PointerEvent): void {
    const now = this.at(event);
    const before = this.held.get(event.pointerId);
    if (!before) return this.onHover(now.x, now.y);
    const other = [...this.held].find(([id]) => id !== event.pointerId)?.[1];
    this.held.set(event.pointerId, now);
    this.strayed += Math.hypot(now.x - before.x, now.y - before.y);
    if (this.strayed <= STRAY) return;
    if (!other) return this.moveBy(now.x - before.x, now.y - before.y);
    // Of two fingers each moves half of what lies between them.
    const apart = (one: { x: number; y: number }): number => Math.max(Math.hypot(one.x - other.x, one.y - other.y), 8);
    this.moveBy((now.x - before.x) / 2, (now.y - before.y) / 2);
    this.zoomBy(apart(now) / apart(before), (now.x + other.x) / 2, (now.y + other.y) / 2);
  }

  private release(event: PointerEvent): void {
    if (!this.held.delete(event.pointerId) || this.held.size > 0) return;
    const at = this.at(event);
    if (event.type === "pointerup" && this.strayed <= STRAY) this.onClick(at.x, at.y);
  }

  private key(event: KeyboardEvent): void {
    const step = Math.min(this.width, this.height) / 6;
    const ways: Record<string, () => void> = {
      "+": () => this.zoomBy(1.4),
      "-": () => this.zoomBy(1 / 1.4),
      "0": () => this.whole(),
      ArrowLeft: () => this.moveBy(step, 0),
      ArrowRight: () => this.moveBy(-step, 0),
      ArrowUp: () => this.moveBy(0, step),
      ArrowDown: () => this.moveBy(0, -step),
    };
    const way = event.ctrlKey || event.metaKey || event.altKey ? undefined : ways[event.key];
    if (!way) return;
    event.preventDefault();
    way();
  }
}
