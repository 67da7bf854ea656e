// Space: where points of a 3-D scene are on the screen, so that the same ink can draw there.

const MARCH = 400; // parts of a ray that are looked at for a surface
const HALVINGS = 30; // of the part where it was met
const ROOMY = 480; // pixels from which on a scene is seen from as near as its figure says

/** Return Plotly's renderer of a scene, undefined without one.
 *  @param {FullLayout | undefined} full @param {string} name @returns {Renderer | undefined} */
const rendererOf = (full, name) => full?.[name]?._scene?.glplot;

/** Return the WebGL context of a scene, if there is one. @param {FullLayout} [full] */
export const contextOf = (full) => rendererOf(full, "scene")?.gl;

/** Give a context back at once: a browser has 16, and Plotly leaves its own to be collected.
 *  @param {WebGLRenderingContext} [context] */
export function release(context) {
  context?.getExtension("WEBGL_lose_context")?.loseContext();
}

/** Call `onRender` after every frame of the scene, once however often it is asked for.
 *  @param {FullLayout} full @param {string} name @param {() => void} onRender */
export function watch(full, name, onRender) {
  const renderer = rendererOf(full, name);
  if (!renderer || renderer.watched) return;
  renderer.watched = true;
  const before = renderer.onrender;
  renderer.onrender = (...all) => {
    before?.apply(renderer, all);
    onRender();
  };
}

/** Leave some lines and marks of a scene out, and show the others.
 *  @param {FullLayout} full @param {string} name @param {(meta: Trace["meta"]) => boolean} away */
export function leaveOut(full, name, away) {
  const renderer = rendererOf(full, name);
  for (const object of renderer?.objects ?? []) {
    const { meta } = object._trace?.data ?? {};
    const out = Boolean(meta) && away(/** @type {Trace["meta"]} */ (meta));
    if (out === Boolean(object.out)) continue;
    object.out = out;
    for (const pass of /** @type {const} */ (["isOpaque", "isTransparent"])) {
      if (out) object[pass] = () => false; // it has no pass to be drawn in
      else delete object[pass];
    }
    renderer?.redraw();
  }
}

/** Return the camera of a scene, null before its first frame or without WebGL.
 *  @param {FullLayout} full @param {string} name @param {Size} size @returns {Camera | null} */
export function cameraOf(full, name, { width, height }) {
  const { model, view, projection: lens } = rendererOf(full, name)?.cameraParams ?? {};
  if (!model || !view || !lens) return null;
  /** @type {Vector} */ const scale = full[name]._scene.dataScale;
  const whole = [model, view, lens].reduce((done, next) => times(next, done));
  /** @param {number} x @param {number} y @param {number} z */
  const seen = (x, y, z) => apply(whole, [x * scale[0], y * scale[1], z * scale[2], 1]);
  return {
    project(x, y, z) {
      const [u, v, , w] = seen(x, y, z);
      return w > 0 ? [(0.5 + (0.5 * u) / w) * width, (0.5 - (0.5 * v) / w) * height] : [NaN, NaN];
    },
    ray([left, top]) {
      const [u, v] = [(2 * left) / width - 1, 1 - (2 * top) / height];
      // Where x, y, z shows at u is linear in x and y: two equations, by Cramer's rule.
      const miss = (/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ z) => {
        const [p, q, , w] = seen(x, y, z);
        return [p - u * w, q - v * w];
      };
      return (z) => {
        const [c, f] = miss(0, 0, z);
        const [a, d] = miss(1, 0, z).map((value, k) => value - [c, f][k]);
        const [b, e] = miss(0, 1, z).map((value, k) => value - [c, f][k]);
        const [x, y] = [(b * f - c * e) / (a * e - b * d), (c * d - a * f) / (a * e - b * d)];
        return [x, y, seen(x, y, z)[3]];
      };
    },
  };
}

/** Return a surface's height between the points of its grid. @param {Landscape} surface @param {Vector} at */
export function heightOn({ x, y, z }, at) {
  const [[i, u], [j, v]] = [x, y].map((axis, k) => cellOf(axis, at[k]));
  const across = (/** @type {Vector} */ row) => row[i] * (1 - u) + row[i + 1] * u;
  return across(z[j]) * (1 - v) + across(z[j + 1]) * v;
}

/** Return the cell of an even axis that holds a value, and the share of it before the value.
 *  @param {Vector} axis @param {number} at */
export function cellOf(axis, at) {
  const last = axis.length - 1;
  const share = Math.min(Math.max((at - axis[0]) / (axis[last] - axis[0]), 0), 1) * last;
  const cell = Math.min(Math.floor(share), last - 1);
  return [cell, share - cell];
}

/** Return the first place [x, y] where a ray meets a surface held up by `lift`; null beside it.
 *  @param {Ray} ray @param {Landscape} surface @param {number} lift */
export function meeting(ray, surface, lift) {
  const [low, high] = heights(surface).map((z) => z + lift);
  const [foot, top] = [ray(low), ray(high)];
  const way = (/** @type {number} */ t) => [0, 1].map((k) => foot[k] + (top[k] - foot[k]) * t);
  const above = (/** @type {number} */ t) => low + (high - low) * t - lift - heightOn(surface, way(t));
  const [begin, end] = within(surface, foot, top);
  // From the eye on; perspective makes the far half short, so steps are even in data, not in depth.
  const [near, far] = foot[2] < top[2] ? [begin, end] : [end, begin];
  const at = (/** @type {number} */ k) => near + ((far - near) * k) / MARCH;
  for (let k = 1; begin <= end && k <= MARCH; k++) {
    if (above(at(k - 1)) * above(at(k)) <= 0) return way(crossing(above, at(k - 1), at(k)));
  }
  return null;
}

/** Return the part [begin, end] of the way from foot to top that is over the surface's window.
 *  @param {Landscape} surface @param {[number, number, number]} foot @param {[number, number, number]} top */
function within({ x, y }, foot, top) {
  let [begin, end] = [0, 1];
  [x, y].forEach((axis, k) => {
    const ends = [axis[0], axis[axis.length - 1]].map((edge) => (edge - foot[k]) / (top[k] - foot[k]));
    begin = Math.max(begin, Math.min(...ends));
    end = Math.min(end, Math.max(...ends));
  });
  return [begin, end];
}

/** Return where a function changes its sign.
 *  @param {(t: number) => number} above @param {number} from @param {number} to */
function crossing(above, from, to) {
  for (let k = 0; k < HALVINGS; k++) {
    const middle = (from + to) / 2;
    if (above(from) * above(middle) <= 0) to = middle;
    else from = middle;
  }
  return (from + to) / 2;
}

/** Return the lowest and the highest height of a surface. @param {Landscape} surface */
function heights({ z }) {
  const all = z.flatMap((row) => [...row].filter(Number.isFinite));
  return [all.reduce((a, b) => Math.min(a, b), Infinity), all.reduce((a, b) => Math.max(a, b), -Infinity)];
}

/** Return the product of a matrix, 16 numbers column by column as WebGL has them, and a vector.
 *  @param {ArrayLike<number>} m @param {number[]} v */
function apply(m, v) {
  return [0, 1, 2, 3].map((r) => m[r] * v[0] + m[r + 4] * v[1] + m[r + 8] * v[2] + m[r + 12] * v[3]);
}

/** Return the product of two matrices. @param {ArrayLike<number>} a @param {ArrayLike<number>} b */
function times(a, b) {
  return [0, 1, 2, 3].flatMap((c) => apply(a, Array.from(b).slice(4 * c, 4 * c + 4)));
}

/** Put a track where the camera shows it. @param {Track} track @param {Camera["project"]} project */
export function measureInSpace(track, project) {
  const { x, y, z = [] } = track;
  const places = Array.from(x, (_, k) => project(x[k], y[k], z[k]));
  track.pixels = { x: Float32Array.from(places, ([u]) => u), y: Float32Array.from(places, ([, v]) => v) };
}

/** Return a camera farther away from a narrow scene: the titles of its axes fit in.
 *  @param {{ eye: Record<"x" | "y" | "z", number> }} camera @param {number} width */
export function fromAfar(camera, width) {
  const far = Math.max(1, ROOMY / width) ** 0.4;
  const { x, y, z } = camera.eye;
  return { ...camera, eye: { x: far * x, y: far * y, z: far * z } };
}
