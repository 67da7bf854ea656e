// What a lesson's page shows before its answer, and what it says then.

const STAMPED = ["x", "y", "z"];

/** Return a figure with the landscapes that it shares with another one.
 *  @param {string} figure @param {string} other */
export function whole(figure, other) {
  const [bare, full] = [JSON.parse(figure), JSON.parse(other)];
  const known = new Map(full.data.map((/** @type {any} */ trace) => [trace.meta.stamp, trace]));
  for (const trace of bare.data) {
    const same = trace.meta.stamp && known.get(trace.meta.stamp);
    for (const name of STAMPED) if (same?.[name] && !trace[name]) trace[name] = same[name];
  }
  return JSON.stringify(bare);
}

/** Return what is said of a choice before the answer. @param {string} choice @param {string} right */
export function verdict(choice, right) {
  return `You said: ${choice}. ${choice === right ? "That is right." : `It is not so. Right is: ${right}.`}`;
}
