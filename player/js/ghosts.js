// Ghosts: what is drawn while a start is moved. The start itself stays until the new paths are there.

const RING = 9;

/** Draw a ring at the new place, and a dashed line to it from the old one. */
export function drawGhost(context, panel, { from, to, name }, colours) {
  if (panel.name !== name) return;
  context.save();
  context.translate(panel.frame.left, panel.frame.top);
  context.strokeStyle = colours.ink;
  context.lineWidth = 1.4;
  context.setLineDash([4, 4]);
  context.beginPath();
  context.moveTo(...from);
  context.lineTo(...to);
  context.stroke();
  context.setLineDash([]);
  context.beginPath();
  context.arc(...to, RING, 0, 2 * Math.PI);
  context.globalAlpha = 0.75;
  context.fillStyle = colours.page;
  context.fill();
  context.globalAlpha = 1;
  context.lineWidth = 2;
  context.stroke();
  context.beginPath();
  context.arc(...to, 3, 0, 2 * Math.PI);
  context.fillStyle = colours.ink;
  context.fill();
  context.restore();
}
