// Ties as lines and names as discs, drawn with WebGL. What never changes is handed over once; a filter is a number that
// the graphics hardware compares, so that a step of a filter costs no more than drawing does.

import type { Plane } from "./plane";

/** A line: its two ends, how many statements it stands for, the years they are of, its weight (0 to 1), its colour. */
const LINE = 9;
/** A disc: its place, its radius in pixels, its colour. */
const DISC = 4;
/** Colours in all, the last of which is for ties between circles. */
export const COLOURS = 9;

const CAMERA = `#version 300 es
precision highp float;
uniform vec4 camera; // middle, and device pixels for each unit
uniform vec2 size;   // of the frame, in device pixels
uniform float ratio; // device pixels for each pixel
uniform vec3 colours[${COLOURS}];
vec4 placed(vec2 pixel) { return vec4(pixel / size * vec2(2.0, -2.0), 0.0, 1.0); }
const vec4 NOWHERE = vec4(2.0, 2.0, 2.0, 1.0);
`;

// A line is two triangles a little wider than it is, so that its edges can be smooth. What is long tells little of where
// it is, so it is fainter.
const LINES = `${CAMERA}
uniform vec3 filters; // statements at least, first year, last year
uniform float strong; // 1 for lines that were chosen
uniform float thin;   // how much of their ink lines keep
in vec4 ends;
in vec4 tie;
in float colour;
out float off;
out float half_;
out vec4 ink;
void main() {
  vec2 a = (ends.xy - camera.xy) * camera.zw;
  vec2 b = (ends.zw - camera.xy) * camera.zw;
  float far = length(b - a);
  if (tie.x < filters.x || tie.z < filters.y || tie.y > filters.z || far < 0.5) { gl_Position = NOWHERE; return; }
  vec2 side = vec2(a.y - b.y, b.x - a.x) / far;
  half_ = ratio * (0.4 + 0.8 * tie.w) * (1.0 + 0.5 * strong);
  off = ((gl_VertexID & 1) == 0 ? 1.0 : -1.0) * (half_ + 0.5);
  gl_Position = placed((gl_VertexID < 2 ? a : b) + side * off);
  float near = clamp(1.15 - far / (0.6 * (size.x + size.y)), 0.25, 1.0);
  float faint = max(0.42 * thin * near * (0.6 + 0.4 * tie.w), 0.02);
  ink = vec4(colours[int(colour)], mix(faint, 0.8, strong));
}`;

const LINES_INK = `#version 300 es
precision highp float;
in float off;
in float half_;
in vec4 ink;
out vec4 shown;
void main() {
  float alpha = ink.a * clamp(half_ + 0.5 - abs(off), 0.0, 1.0);
  shown = vec4(ink.rgb * alpha, alpha);
}`;

const DISCS = `${CAMERA}
uniform float grow;  // of discs, with nearness
uniform float least; // radius of those that are meant, in pixels
uniform float turn; // 0 those that are not meant, 1 the others
uniform vec3 dull;
in vec2 place;
in float radius;
in float colour;
in float lit;
out float wide;
out vec4 ink;
void main() {
  if (lit != turn) { gl_Position = NOWHERE; gl_PointSize = 0.0; return; }
  wide = max(radius * grow * (0.45 + 0.55 * lit), mix(1.0, least, lit)) * ratio;
  gl_PointSize = 2.0 * wide + 2.0;
  gl_Position = placed((place - camera.xy) * camera.zw);
  ink = vec4(mix(dull, colours[int(colour)], lit), 0.35 + 0.65 * lit);
}`;

const DISCS_INK = `#version 300 es
precision highp float;
uniform vec3 sheet;
uniform float ratio;
in float wide;
in vec4 ink;
out vec4 shown;
void main() {
  float far = length((gl_PointCoord - 0.5) * (2.0 * wide + 2.0));
  float alpha = ink.a * clamp(wide + 0.5 - far, 0.0, 1.0);
  // A rim in the colour of the sheet keeps discs apart that overlap.
  float rim = wide > 2.5 * ratio ? clamp(far - (wide - ratio), 0.0, 1.0) : 0.0;
  shown = vec4(mix(ink.rgb, sheet, rim) * alpha, alpha);
}`;

export interface Line {
  from: [number, number];
  to: [number, number];
  together: number;
  years: [number, number];
  weight: number;
  colour: number;
}

export interface Disc {
  place: [number, number];
  radius: number;
  colour: number;
}

export interface Filters {
  together: number;
  years: [number, number];
}

export interface Inks {
  colours: string[];
  dull: string;
  sheet: string;
}

/** A colour as three numbers from 0 to 1. */
function numbers(colour: string): [number, number, number] {
  const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true })!;
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
  return [red! / 255, green! / 255, blue! / 255];
}

class Program {
  readonly program: WebGLProgram;
  private readonly uniforms = new Map<string, WebGLUniformLocation | null>();

  constructor(private readonly gl: WebGL2RenderingContext, places: string, inks: string, names: string[]) {
    this.program = gl.createProgram();
    for (const [kind, source] of [[gl.VERTEX_SHADER, places], [gl.FRAGMENT_SHADER, inks]] as const) {
      const shader = gl.createShader(kind)!;
      gl.shaderSource(shader, source);
      gl.compileShader(shader);
      gl.attachShader(this.program, shader);
    }
    names.forEach((name, at) => gl.bindAttribLocation(this.program, at, name));
    gl.linkProgram(this.program);
    if (!gl.getProgramParameter(this.program, gl.LINK_STATUS)) throw new Error(gl.getProgramInfoLog(this.program) ?? "no program");
  }

  at(name: string): WebGLUniformLocation | null {
    if (!this.uniforms.has(name)) this.uniforms.set(name, this.gl.getUniformLocation(this.program, name));
    return this.uniforms.get(name) ?? null;
  }
}

export class Painter {
  private readonly gl: WebGL2RenderingContext;
  private readonly lines: Program;
  private readonly discs: Program;
  private readonly all: WebGLBuffer;
  private readonly few: WebGLBuffer;
  private readonly dots: WebGLBuffer;
  private readonly lit: WebGLBuffer;
  private readonly count: number;

  constructor(private readonly canvas: HTMLCanvasElement, private readonly plane: Plane, lines: Line[], discs: Disc[], inks: Inks) {
    const gl = canvas.getContext("webgl2", { antialias: false, depth: false, preserveDrawingBuffer: true });
    if (!gl) throw new Error("no WebGL");
    this.gl = gl;
    this.lines = new Program(gl, LINES, LINES_INK, ["ends", "tie", "colour"]);
    this.discs = new Program(gl, DISCS, DISCS_INK, ["place", "radius", "colour", "lit"]);
    [this.all, this.few, this.dots, this.lit] = [gl.createBuffer(), gl.createBuffer(), gl.createBuffer(), gl.createBuffer()];
    this.count = discs.length;
    this.fill(this.all, rows(lines), gl.STATIC_DRAW);
    this.fill(this.dots, Float32Array.from(discs.flatMap((disc) => [...disc.place, disc.radius, disc.colour])), gl.STATIC_DRAW);
    this.light(new Float32Array(discs.length).fill(1));
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    for (const program of [this.lines, this.discs]) {
      gl.useProgram(program.program);
      gl.uniform3fv(program.at("colours"), inks.colours.flatMap(numbers));
    }
    gl.uniform3fv(this.discs.at("dull"), numbers(inks.dull));
    gl.uniform3fv(this.discs.at("sheet"), numbers(inks.sheet));
  }

  private fill(buffer: WebGLBuffer, numbers: Float32Array, use: number): void {
    this.gl.bindBuffer(this.gl.ARRAY_BUFFER, buffer);
    this.gl.bufferData(this.gl.ARRAY_BUFFER, numbers, use);
  }

  /** Which discs are meant: 1, or 0 for those that only stand by. */
  light(lit: Float32Array): void {
    this.fill(this.lit, lit, this.gl.DYNAMIC_DRAW);
  }

  /** Lines that are drawn instead of all, by `chosen`. */
  choose(lines: Line[]): void {
    this.fill(this.few, rows(lines), this.gl.DYNAMIC_DRAW);
  }

  clear(): void {
    const { gl, canvas, plane } = this;
    const ratio = devicePixelRatio || 1;
    const [width, height] = [Math.round(plane.width * ratio), Math.round(plane.height * ratio)];
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    gl.viewport(0, 0, width, height);
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT);
  }

  private look(program: Program): void {
    const { gl, plane, canvas } = this;
    const ratio = devicePixelRatio || 1;
    const [across, down] = plane.scale;
    gl.useProgram(program.program);
    gl.uniform4f(program.at("camera"), plane.x, plane.y, across * ratio, down * ratio);
    gl.uniform2f(program.at("size"), canvas.width, canvas.height);
    gl.uniform1f(program.at("ratio"), ratio);
  }

  private attribute(at: number, size: number, stride: number, offset: number, perInstance: number): void {
    this.gl.enableVertexAttribArray(at);
    this.gl.vertexAttribPointer(at, size, this.gl.FLOAT, false, stride * 4, offset * 4);
    this.gl.vertexAttribDivisor(at, perInstance);
  }

  /** Draws lines `from` to `to` of all that were handed over, with a part of their ink. */
  drawLines(from: number, to: number, filters: Filters, thin: number): void {
    this.stroke(this.all, from, to, filters, [0, thin]);
  }

  /** Draws the first of the chosen lines, stronger. */
  drawChosen(count: number): void {
    this.stroke(this.few, 0, count, { together: 0, years: [-Infinity, Infinity] }, [1, 1]);
  }

  private stroke(buffer: WebGLBuffer, from: number, to: number, filters: Filters, [strong, thin]: [number, number]): void {
    if (to <= from) return;
    const { gl, lines } = this;
    this.look(lines);
    const [first, last] = filters.years;
    gl.uniform3f(lines.at("filters"), filters.together, Math.max(first, -1e9), Math.min(last, 1e9));
    gl.uniform1f(lines.at("strong"), strong);
    gl.uniform1f(lines.at("thin"), thin);
    gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
    gl.disableVertexAttribArray(3);
    this.attribute(0, 4, LINE, from * LINE, 1);
    this.attribute(1, 4, LINE, from * LINE + 4, 1);
    this.attribute(2, 1, LINE, from * LINE + 8, 1);
    gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, to - from);
  }

  /** Draws all discs, those that are meant over the others and with at least this radius. */
  drawDiscs(grow: number, least: number): void {
    const { gl, discs } = this;
    this.look(discs);
    gl.uniform1f(discs.at("grow"), grow);
    gl.uniform1f(discs.at("least"), least);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.dots);
    this.attribute(0, 2, DISC, 0, 0);
    this.attribute(1, 1, DISC, 2, 0);
    this.attribute(2, 1, DISC, 3, 0);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.lit);
    this.attribute(3, 1, 1, 0, 0);
    for (const turn of [0, 1]) {
      gl.uniform1f(discs.at("turn"), turn);
      gl.drawArrays(gl.POINTS, 0, this.count);
    }
  }
}

function rows(lines: Line[]): Float32Array {
  const numbers = new Float32Array(lines.length * LINE);
  lines.forEach((line, at) => numbers.set([...line.from, ...line.to, line.together, ...line.years, line.weight, line.colour], at * LINE));
  return numbers;
}
