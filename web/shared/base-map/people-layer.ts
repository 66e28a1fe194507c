/**
 * Draws the pool of marks with the map's own WebGL context: one small square a mark, whose way
 * from one tick to the next the graphics card works out, so that gliding costs no work here.
 */
import type { CustomLayerInterface, Map as GlMap } from "maplibre-gl";

import { mercatorX, mercatorY } from "./geometry.ts";
import { glideMs, slotFloats } from "./mark-pool.ts";
import type { Palette } from "./palette.ts";
import type { People } from "./people.ts";
import { program, vertices } from "./people-shader.ts";
import { markAtlas } from "./symbols.ts";
import { shapes, states } from "./shapes.ts";

/** Sprites of those who are free or asked come before those who are engaged. */
const firstEngaged = 2 * shapes.length;
const endOfSprites = states.length * shapes.length;
/** A frame that takes longer than this makes glides go in steps, for the page's other work. */
const slowFrameMs = 60;
const stepMs = 250;

interface Card {
  program: WebGLProgram;
  buffer: WebGLBuffer;
  vertices: WebGLVertexArrayObject;
  texture: WebGLTexture;
  uniform: (name: string) => WebGLUniformLocation | null;
  /** Slots that the buffer has room for. */
  room: number;
}

export class PeopleLayer {
  #card: Card | null = null;
  #cell = 0;
  /** What the texture holds: size, ratio, colours. */
  #drawnAs = "";
  #frameMs = 16;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly map: GlMap,
    private readonly people: People,
    public palette: Palette,
  ) {
    map.on("webglcontextrestored", () => {
      this.#card = null;
    });
  }

  /** Of those who are free or asked, or of those who are engaged. */
  layer(engaged: boolean): CustomLayerInterface {
    const [first, end] = engaged ? [firstEngaged, endOfSprites] : [0, firstEngaged];
    return {
      id: engaged ? "people-engaged" : "people-free",
      type: "custom",
      render: (gl) => this.#draw(gl, first, end),
    };
  }

  /** Something changed: draws a frame, and goes on while marks move. */
  wake(): void {
    this.map.triggerRepaint();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #draw(gl: WebGL2RenderingContext, first: number, end: number): void {
    const pool = this.people.pool;
    if (pool === null || pool.count === 0) {
      return;
    }
    const card = (this.#card ??= this.#deal(gl));
    const now = performance.now();
    this.#upload(gl, card);
    this.#picture(gl, card);
    gl.useProgram(card.program);
    gl.bindVertexArray(card.vertices);
    this.#place(gl, card, pool.origin);
    gl.uniform1f(card.uniform("u_now"), pool.seconds(now));
    gl.uniform1f(card.uniform("u_glide"), glideMs / 1000);
    gl.uniform2f(card.uniform("u_grid"), shapes.length, states.length);
    gl.uniform2f(card.uniform("u_shown"), first, end);
    gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, pool.count);
    gl.bindVertexArray(null);
    if (end === endOfSprites && pool.movingUntil > now) {
      this.#goOn(now);
    }
  }

  /** Wants the next frame of a glide, at a pace that the machine keeps up with. */
  #goOn(drawnAt: number): void {
    requestAnimationFrame(() => {
      this.#frameMs += ((performance.now() - drawnAt) - this.#frameMs) * 0.2;
    });
    if (this.#frameMs < slowFrameMs) {
      this.map.triggerRepaint();
    } else {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.map.triggerRepaint(), stepMs);
    }
  }

  #deal(gl: WebGL2RenderingContext): Card {
    const made = program(gl);
    const buffer = gl.createBuffer()!;
    const places = new Map<string, WebGLUniformLocation | null>();
    this.#drawnAs = "";
    this.people.pool?.touchAll();
    return {
      program: made,
      buffer,
      vertices: vertices(gl, made, buffer),
      texture: gl.createTexture()!,
      room: 0,
      uniform: (name) => {
        if (!places.has(name)) {
          places.set(name, gl.getUniformLocation(made, name));
        }
        return places.get(name) ?? null;
      },
    };
  }

  /** Sends the slots that changed; all of them when the buffer must grow. */
  #upload(gl: WebGL2RenderingContext, card: Card): void {
    const pool = this.people.pool!;
    const room = pool.data.length / slotFloats;
    gl.bindBuffer(gl.ARRAY_BUFFER, card.buffer);
    if (room !== card.room) {
      gl.bufferData(gl.ARRAY_BUFFER, pool.data, gl.DYNAMIC_DRAW);
      card.room = room;
    } else if (pool.changed.end > pool.changed.first) {
      const from = pool.changed.first * slotFloats;
      const part = pool.data.subarray(from, Math.min(pool.changed.end, pool.count) * slotFloats);
      gl.bufferSubData(gl.ARRAY_BUFFER, from * Float32Array.BYTES_PER_ELEMENT, part);
    }
    pool.sent();
  }

  /** Draws the atlas anew when size, screen or colours changed. */
  #picture(gl: WebGL2RenderingContext, card: Card): void {
    const size = sizeAt(this.map.getZoom());
    const ratio = this.map.getPixelRatio();
    const wanted = `${size} ${ratio} ${this.palette.halo}`;
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, card.texture);
    if (wanted === this.#drawnAs) {
      return;
    }
    const atlas = markAtlas(this.palette, size, ratio);
    gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, true);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, atlas.image);
    gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.LINEAR);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
    this.#cell = atlas.cell;
    this.#drawnAs = wanted;
  }

  /** The map has no tilt and no turn: Mercator's square to the screen is a scale and a shift. */
  #place(gl: WebGL2RenderingContext, card: Card, origin: { x: number; y: number }): void {
    const { clientWidth: width, clientHeight: height } = this.map.getCanvas();
    const centre = this.map.unproject([width / 2, height / 2]);
    const world = 512 * 2 ** this.map.getZoom();
    const [scaleX, scaleY] = [(2 * world) / width, (-2 * world) / height];
    const shiftX = (origin.x - mercatorX(centre.lng)) * scaleX;
    const shiftY = (origin.y - mercatorY(centre.lat)) * scaleY;
    gl.uniform2f(card.uniform("u_scale"), scaleX, scaleY);
    gl.uniform2f(card.uniform("u_shift"), shiftX, shiftY);
    gl.uniform2f(card.uniform("u_half"), this.#cell / width, this.#cell / height);
    gl.uniform1i(card.uniform("u_atlas"), 0);
  }
}

/** Of a mark, in CSS pixels. */
function sizeAt(zoom: number): number {
  if (zoom < 12.5) {
    return 8;
  }
  if (zoom < 13.5) {
    return 10;
  }
  return zoom < 15.5 ? 12 : 15;
}
