// Views: panels as they are on the screen now, on paper or in space.

import { measure, reading, ruler } from "../figure/tracks.js";
import { cameraOf, cellOf, heightOn, measureInSpace, meeting } from "./space.js";

const FINE = 500; // parts of an axis that a moved start is rounded to: links stay short

/** @type {Camera["project"]} */ const nowhere = () => [NaN, NaN];

/** Return the view of a panel with two axes.
 *  @param {Area} area @param {FullLayout} full @param {FlatPanel} panel @returns {View} */
export function onPaper(area, full, panel) {
  const { tracks: all, picture } = area;
  const { name, x, y } = panel;
  /** @type {Axis[]} */ const axes = [full[x], full[y]];
  const [rulers, readings] = [axes.map(ruler), axes.map(reading)];
  const tracks = all.filter((track) => track.meta.panel === name);
  for (const track of tracks) measure(track, rulers);
  const [across, up] = axes;
  return {
    name, panel, tracks, rulers, readings, project: nowhere,
    frame: { left: across._offset, top: up._offset, width: across._length, height: up._length },
    spans: axes.map(({ range }) => Math.abs(Number(range[1]) - Number(range[0]))),
    pixelsOf: ([u, v = heightAt(area.ground, u)]) => [rulers[0](u), rulers[1](v)],
    pointAt: (pixels) => picture.meta.variables.map((_, k) => readings[k](pixels[k])),
  };
}

/** Return the view of a panel in 3-D; it has no tracks before the scene's first frame.
 *  @param {Area} area @param {FullLayout} full @param {ScenePanel} panel @returns {View} */
export function inSpace({ tracks: all, ground, starts, size, window }, full, panel) {
  const { name, scene } = panel;
  const camera = cameraOf(full, scene, size);
  const tracks = camera ? all.filter((track) => track.meta.panel === name) : [];
  if (camera) for (const track of tracks) measureInSpace(track, camera.project);
  // How far above the surface its starts are drawn.
  const lift = () => starts[0].z[0] - heightOn(ground, starts[0].meta.at);
  return {
    name, panel, tracks, rulers: [], readings: [], spans: window, project: camera?.project ?? nowhere,
    frame: { left: 0, top: 0, ...size },
    pixelsOf: (at) => (camera ? camera.project(at[0], at[1], heightOn(ground, at) + lift()) : [NaN, NaN]),
    pointAt: (pixels) => camera && meeting(camera.ray(pixels), ground, lift()),
  };
}

/** Return a point in no more digits than its axes need. @param {View} view @param {number[]} point */
export function rounded({ spans }, point) {
  return point.map((value, k) => {
    const unit = 10 ** Math.floor(Math.log10(spans[k] / FINE));
    return Number((Math.round(value / unit) * unit).toPrecision(12));
  });
}

/** Return the height of a landscape of one variable. @param {Landscape} curve @param {number} at */
function heightAt({ x, y }, at) {
  const [k, share] = cellOf(x, at);
  return y[k] + (y[k + 1] - y[k]) * share;
}
