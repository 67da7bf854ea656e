// The essence of a map: what its pixels depend on. While that is the same, they need not be computed again.

/** Return the text of all that the pixels of a map depend on but its axes' ends. What an axis changes is
 *  left out of the runs; steps to a gap are counted only where they are shown.
 *  @param {any} map - as it came, its arrays not decoded */
export function essence(map) {
  const { live, axes, panels, by, notes, ...told } = map;
  const runs = live && panels.map((/** @type {MapPanel} */ { run }) => bare(live.runs[run], axes));
  const constants = live?.constants.map((/** @type {number} */ value, /** @type {number} */ k) => (
    axes.some((/** @type {MapAxis} */ { role, place }) => role === "constant" && place === k) ? 0 : value));
  const named = axes.map((/** @type {MapAxis} */ { name, role, kind }) => [name, role, kind]);
  const own = live && { ...live, runs, constants, knobs: [] };
  return JSON.stringify([told, by === "steps", named, own]);
}

/** @param {LiveRun} run @param {MapAxis[]} axes */
function bare(run, axes) {
  const own = { ...run, dials: { ...run.dials } };
  for (const { role, name } of axes) {
    if (role === "rate") own.lr = 0;
    else if (role === "dial") own.dials[name] = 0;
    else if (role === "variable") own.start = [];
    else if (role === "batch") own.batch = 0;
  }
  return own;
}
