// Names written over a drawing so that none covers another.

export interface Name {
  text: string;
  /** Where it belongs, and how far it stays from there, in pixels. */
  x: number;
  y: number;
  away: number;
}

export interface Letters {
  ink: string;
  sheet: string;
}

const LINE = 17;
const LONGEST = 40;
/** Pixels of a square of the drawing for each name that may be written. */
const FOR_EACH = 9000;

export class Names {
  private readonly widths = new Map<string, number>();
  private readonly context: CanvasRenderingContext2D;

  constructor(private readonly canvas: HTMLCanvasElement, private readonly letters: Letters) {
    this.context = canvas.getContext("2d")!;
  }

  /** Writes as many of these as have room, the first before the others. */
  write(names: Iterable<Name>): void {
    const { canvas, context, letters } = this;
    const [width, height, ratio] = [canvas.clientWidth, canvas.clientHeight, devicePixelRatio || 1];
    [canvas.width, canvas.height] = [Math.round(width * ratio), Math.round(height * ratio)];
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.font = "12px system-ui, sans-serif";
    context.textAlign = "center";
    context.textBaseline = "bottom";
    context.lineJoin = "round";
    context.lineWidth = 3;
    [context.strokeStyle, context.fillStyle] = [letters.sheet, letters.ink];
    const taken: [number, number, number][] = [];
    let left = Math.max(8, Math.round(Math.min(width, height) ** 2 / FOR_EACH));
    for (const name of names) {
      if (left === 0) break;
      const text = name.text.length > LONGEST ? `${name.text.slice(0, LONGEST - 1)}…` : name.text;
      const half = this.width(text) / 2 + 3;
      const [x, y] = [Math.min(Math.max(name.x, half), Math.max(width - half, half)), name.y - name.away];
      if (y < LINE || y > height || name.x < 0 || name.x > width) continue;
      if (taken.some(([across, down, wide]) => Math.abs(across - x) < half + wide && Math.abs(down - y) < LINE)) continue;
      taken.push([x, y, half]);
      left -= 1;
      context.strokeText(text, x, y);
      context.fillText(text, x, y);
    }
  }

  private width(text: string): number {
    let width = this.widths.get(text);
    if (width === undefined) this.widths.set(text, (width = this.context.measureText(text).width));
    return width;
  }
}
