// Marks on a canvas, in the shapes that Plotly gives the same names, and small type beside them.

const polygon = (corners, turn = 0, radius = 1) =>
  Array.from({ length: corners }, (_, k) => {
    const angle = -Math.PI / 2 + turn + (2 * Math.PI * k) / corners;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });

const star = (points, inner, radius = 1.25) =>
  polygon(2 * points, 0, radius).map(([x, y], k) => (k % 2 ? [x * inner, y * inner] : [x, y]));

const plus = (arm, reach) => [
  [-arm, -reach], [arm, -reach], [arm, -arm], [reach, -arm], [reach, arm], [arm, arm],
  [arm, reach], [-arm, reach], [-arm, arm], [-reach, arm], [-reach, -arm], [-arm, -arm],
];

const turned = (points) => points.map(([x, y]) => [(x - y) * Math.SQRT1_2, (x + y) * Math.SQRT1_2]);

// Corners on a unit scale; sizes are evened out by eye, so that no run looks more important.
const SHAPES = {
  square: polygon(4, Math.PI / 4, 1.2),
  diamond: polygon(4, 0, 1.25),
  "triangle-up": polygon(3, 0, 1.3),
  "triangle-down": polygon(3, Math.PI, 1.3),
  pentagon: polygon(5, 0, 1.12),
  cross: plus(0.42, 1.15),
  x: turned(plus(0.42, 1.15)),
  hexagram: star(6, 0.58),
  "star-diamond": star(4, 0.5, 1.35),
  arrow: [[0, -1.15], [0.95, 0.95], [0, 0.5], [-0.95, 0.95]],
};

/** Trace the outline of a mark around (x, y); unknown names give a circle. */
export function outline(context, { symbol, x, y, radius, turn = 0 }) {
  context.beginPath();
  const corners = SHAPES[symbol];
  if (!corners) {
    context.arc(x, y, radius, 0, 2 * Math.PI);
    return;
  }
  const [c, s] = [Math.cos(turn) * radius, Math.sin(turn) * radius];
  for (const [u, v] of corners) context.lineTo(x + u * c - v * s, y + u * s + v * c);
  context.closePath();
}

/** Write small type that can be read on any ground. */
export function write(context, text, [x, y], { colour, page, align = "left" }) {
  context.setLineDash([]);
  context.font = "11px sans-serif";
  context.textAlign = align;
  context.lineWidth = 3;
  context.strokeStyle = page;
  context.fillStyle = colour;
  context.strokeText(text, x, y);
  context.fillText(text, x, y);
}
