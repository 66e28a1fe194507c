/** The shader of people's marks and the layout of their slots in the card's memory. */
import { slotFloats } from "./mark-pool.ts";

const vertexSource = `#version 300 es
precision highp float;
in vec4 a_way;
in vec2 a_rest;
uniform vec2 u_scale;
uniform vec2 u_shift;
uniform vec2 u_half;
uniform vec2 u_grid;
uniform vec2 u_shown;
uniform float u_now;
uniform float u_glide;
out vec2 v_at;

void main() {
  float sprite = a_rest.y;
  if (sprite < u_shown.x || sprite >= u_shown.y) {
    gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
    return;
  }
  float part = clamp((u_now - a_rest.x) / u_glide, 0.0, 1.0);
  vec2 centre = u_shift + mix(a_way.xy, a_way.zw, part) * u_scale;
  vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
  gl_Position = vec4(centre + (corner * 2.0 - 1.0) * u_half, 0.0, 1.0);
  vec2 cell = vec2(mod(sprite, u_grid.x), floor((sprite + 0.5) / u_grid.x));
  v_at = (cell + vec2(corner.x, 1.0 - corner.y)) / u_grid;
}`;

const fragmentSource = `#version 300 es
precision mediump float;
in vec2 v_at;
uniform sampler2D u_atlas;
out vec4 colour;

void main() {
  colour = texture(u_atlas, v_at);
}`;

function shader(gl: WebGL2RenderingContext, kind: number, source: string): WebGLShader {
  const made = gl.createShader(kind)!;
  gl.shaderSource(made, source);
  gl.compileShader(made);
  return made;
}

/** Throws when the card refuses it. */
export function program(gl: WebGL2RenderingContext): WebGLProgram {
  const made = gl.createProgram();
  gl.attachShader(made, shader(gl, gl.VERTEX_SHADER, vertexSource));
  gl.attachShader(made, shader(gl, gl.FRAGMENT_SHADER, fragmentSource));
  gl.linkProgram(made);
  if (!gl.getProgramParameter(made, gl.LINK_STATUS) && !gl.isContextLost()) {
    throw new Error(`the shader of people's marks: ${gl.getProgramInfoLog(made) ?? ""}`);
  }
  return made;
}

/** One slot of `buffer` an instance. */
export function vertices(gl: WebGL2RenderingContext, made: WebGLProgram, buffer: WebGLBuffer): WebGLVertexArrayObject {
  const array = gl.createVertexArray();
  const stride = slotFloats * Float32Array.BYTES_PER_ELEMENT;
  gl.bindVertexArray(array);
  gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
  for (const [name, floats, from] of [["a_way", 4, 0], ["a_rest", 2, 4]] as const) {
    const place = gl.getAttribLocation(made, name);
    gl.enableVertexAttribArray(place);
    gl.vertexAttribPointer(place, floats, gl.FLOAT, false, stride, from * Float32Array.BYTES_PER_ELEMENT);
    gl.vertexAttribDivisor(place, 1);
  }
  gl.bindVertexArray(null);
  return array;
}
