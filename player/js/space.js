// Space: where points of a 3-D scene are on the screen, so that the same ink can draw there.

/** Return the scene's renderer, null before its first frame or where WebGL is missing. */
function rendererOf(full, name) {
  const renderer = full[name]?._scene?.glplot;
  return renderer?.cameraParams?.projection ? renderer : null;
}

/** Call `onRender` after every frame of the scene, once however often it is asked for. */
export function watch(full, name, onRender) {
  const renderer = full[name]?._scene?.glplot;
  if (!renderer || renderer.watched) return;
  renderer.watched = true;
  const before = renderer.onrender;
  renderer.onrender = (...all) => {
    before?.apply(renderer, all);
    onRender();
  };
}

/** Return a function from a point of the loss to pixels of the scene; null while there is none. */
export function projection(full, name, { width, height }) {
  const renderer = rendererOf(full, name);
  if (!renderer) return null;
  const { model, view, projection: lens } = renderer.cameraParams;
  const scale = full[name]._scene.dataScale;
  const whole = [model, view, lens].reduce((done, next) => times(next, done));
  return (x, y, z) => {
    const [u, v, , w] = apply(whole, [x * scale[0], y * scale[1], z * scale[2], 1]);
    return w > 0 ? [(0.5 + (0.5 * u) / w) * width, (0.5 - (0.5 * v) / w) * height] : [NaN, NaN];
  };
}

/** Matrices are lists of 16 numbers, column by column, as WebGL has them. */
function apply(m, v) {
  return [0, 1, 2, 3].map((r) => m[r] * v[0] + m[r + 4] * v[1] + m[r + 8] * v[2] + m[r + 12] * v[3]);
}

function times(a, b) {
  return [0, 1, 2, 3].flatMap((c) => apply(a, [...b].slice(4 * c, 4 * c + 4)));
}

/** Put a track's vertices where the camera shows them. */
export function measureInSpace(track, project) {
  const n = track.x.length;
  track.pixels = { x: new Float32Array(n), y: new Float32Array(n) };
  for (let k = 0; k < n; k++) {
    [track.pixels.x[k], track.pixels.y[k]] = project(track.x[k], track.y[k], track.z[k]);
  }
}
