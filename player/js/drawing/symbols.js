// Marks on a canvas, in the shapes that Plotly gives the same names, and small type beside them.

/** @typedef {Place[]} Corners  of a mark around (0, 0) on a unit scale */

/** @param {number} corners @returns {Corners} */
const polygon = (corners, turn = 0, radius = 1) =>
  Array.from({ length: corners }, (_, k) => {
    const angle = -Math.PI / 2 + turn + (2 * Math.PI * k) / corners;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });

/** @param {number} points @param {number} inner @returns {Corners} */
const star = (points, inner, radius = 1.25) =>
  polygon(2 * points, 0, radius).map(([x, y], k) => (k % 2 ? [x * inner, y * inner] : [x, y]));

/** @param {number} arm @param {number} reach @returns {Corners} */
const plus = (arm, reach) => [
  [-arm, -reach], [arm, -reach], [arm, -arm], [reach, -arm], [reach, arm], [arm, arm],
  [arm, reach], [-arm, reach], [-arm, arm], [-reach, arm], [-reach, -arm], [-arm, -arm],
];

/** @param {Corners} points @returns {Corners} */
const turned = (points) => points.map(([x, y]) => [(x - y) * Math.SQRT1_2, (x + y) * Math.SQRT1_2]);

// Sizes are evened out by eye, so that no run looks more important.
/** @type {Record<string, Corners>} */ const SHAPES = {
  square: polygon(4, Math.PI / 4, 1.2),
  diamond: polygon(4, 0, 1.25),
  "triangle-up": polygon(3, 0, 1.3),
  "triangle-down": polygon(3, Math.PI, 1.3),
  pentagon: polygon(5, 0, 1.12),
  cross: plus(0.42, 1.15),
  x: turned(plus(0.42, 1.15)),
  hexagram: star(6, 0.58),
  "star-diamond": star(4, 0.5, 1.35),
  bowtie: [[-1, -1], [1, 1], [1, -1], [-1, 1]],
  hourglass: [[-1, -1], [1, 1], [-1, 1], [1, -1]],
  arrow: [[0, -1.15], [0.95, 0.95], [0, 0.5], [-0.95, 0.95]],
};
const RING = 9; // pixels, the radius of a ghost

/** Trace the outline of a mark around (x, y); unknown names give a circle.
 *  @param {Ink} ink @param {{ symbol: string, x: number, y: number, radius: number, turn?: number }} mark */
export function outline(ink, { symbol, x, y, radius, turn = 0 }) {
  ink.beginPath();
  const corners = SHAPES[symbol];
  if (!corners) return circle(ink, [x, y], radius);
  const [c, s] = [Math.cos(turn) * radius, Math.sin(turn) * radius];
  for (const [u, v] of corners) ink.lineTo(x + u * c - v * s, y + u * s + v * c);
  ink.closePath();
}

/** Add a whole circle to the path. @param {Ink} ink @param {Place} place @param {number} radius */
export function circle(ink, [x, y], radius) {
  ink.arc(x, y, radius, 0, 2 * Math.PI);
}

/** Stroke a line in the pen's colour, width and dash. @param {Ink} ink @param {Place[]} places */
export function line(ink, places) {
  ink.beginPath();
  for (const place of places) ink.lineTo(...place);
  ink.stroke();
}

/** Write small type that can be read on any ground. @param {Ink} ink @param {string} text
 *  @param {Place} place @param {{ colour: string, page: string, align?: CanvasTextAlign }} look */
export function write(ink, text, [x, y], { colour, page, align = "left" }) {
  ink.setLineDash([]);
  ink.font = "11px sans-serif";
  ink.textAlign = align;
  ink.lineWidth = 3;
  ink.strokeStyle = page;
  ink.fillStyle = colour;
  ink.strokeText(text, x, y);
  ink.fillText(text, x, y);
}

/** Draw a start that is moved: the ringed dot that a figure has.
 *  @param {Ink} ink @param {Box} frame @param {Place} place @param {{ colour: string, page: string }} look */
export function drawStart(ink, { left, top }, [x, y], { colour, page }) {
  ink.setLineDash([]);
  ink.lineWidth = 1.8;
  ink.strokeStyle = colour;
  for (const [radius, fill] of /** @type {const} */ ([[7.5, page], [3, colour]])) {
    ink.beginPath();
    circle(ink, [left + x, top + y], radius);
    ink.fillStyle = fill;
    ink.fill();
    if (fill === page) ink.stroke();
  }
}

/** Draw where a start is being moved: a ring there, and a dashed line to it from where it was. The start
 *  itself stays until the new paths are there.
 *  @param {Ink} ink @param {Box} frame @param {{ from: Place, to: Place }} ghost @param {Palette} colours */
export function drawGhost(ink, { left, top }, { from, to }, colours) {
  ink.save();
  ink.translate(left, top);
  ink.strokeStyle = colours.ink;
  ink.lineWidth = 1.4;
  ink.setLineDash([4, 4]);
  line(ink, [from, to]);
  ink.setLineDash([]);
  ink.beginPath();
  circle(ink, to, RING);
  ink.globalAlpha = 0.75;
  ink.fillStyle = colours.page;
  ink.fill();
  ink.globalAlpha = 1;
  ink.lineWidth = 2;
  ink.stroke();
  ink.beginPath();
  circle(ink, to, 3);
  ink.fillStyle = colours.ink;
  ink.fill();
  ink.restore();
}
