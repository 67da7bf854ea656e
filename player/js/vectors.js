// Vectors: a drawing context that writes SVG, with the calls that ink and captions make. What draws
// on a canvas draws here too, so a file cannot show anything else than the screen.

const SVG = "http://www.w3.org/2000/svg";
const STATE = {
  strokeStyle: "#000000", fillStyle: "#000000", globalAlpha: 1, lineWidth: 1, lineJoin: "miter",
  dash: [], font: "10px sans-serif", textAlign: "left", left: 0, top: 0, within: null,
};

export class Vectors {
  constructor(width, height) {
    this.document = document.implementation.createDocument(SVG, "svg", null);
    this.root = this.document.documentElement;
    this.probe = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    this.kept = [];
    this.clips = 0;
    set(this.root, { width, height, viewBox: `0 0 ${width} ${height}` });
    Object.assign(this, STATE);
    this.beginPath();
  }

  save() {
    this.kept.push(Object.fromEntries(Object.keys(STATE).map((name) => [name, this[name]])));
  }

  restore() {
    Object.assign(this, this.kept.pop());
  }

  translate(x, y) {
    this.left += x;
    this.top += y;
  }

  setLineDash(dash) {
    this.dash = dash;
  }

  beginPath() {
    this.path = [];
  }

  closePath() {
    this.path.push("Z");
  }

  moveTo(x, y) {
    this.go("M", x, y);
  }

  lineTo(x, y) {
    this.go(this.path.length ? "L" : "M", x, y);
  }

  /** A whole circle, whatever the angles: the ink has no other arcs. */
  arc(x, y, radius) {
    if (!this.path.length) this.go("M", x + radius, y);
    const half = `A${radius} ${radius} 0 0 1 `;
    this.go(half, x - radius, y);
    this.go(half, x + radius, y);
  }

  rect(x, y, width, height) {
    this.go("M", x, y);
    this.path.push(`h${width}v${height}h${-width}Z`);
  }

  /** Like a canvas, leave out what is nowhere. */
  go(how, x, y) {
    if (Number.isFinite(x + y)) this.path.push(`${how}${pixels(x + this.left)} ${pixels(y + this.top)}`);
  }

  /** Draw within the path from now on; one clip at a time, until it is restored. */
  clip() {
    const id = `sb-clip-${this.clips++}`;
    const clip = this.add("clipPath", { id });
    this.add("path", { d: this.path.join("") }, clip);
    this.within = `url(#${id})`;
  }

  stroke() {
    this.draw("path", { d: this.path.join(""), ...this.line() });
  }

  fill() {
    this.draw("path", { d: this.path.join(""), fill: this.plain(this.fillStyle) });
  }

  fillRect(x, y, width, height) {
    this.draw("rect", { x: x + this.left, y: y + this.top, width, height, fill: this.plain(this.fillStyle) });
  }

  fillText(text, x, y) {
    this.write(text, x, y, { fill: this.plain(this.fillStyle) });
  }

  strokeText(text, x, y) {
    this.write(text, x, y, this.line());
  }

  /** Add another SVG's root at a place. */
  drawImage(graph, x, y, width, height) {
    const own = this.root.appendChild(this.document.importNode(graph, true));
    set(own, { x: x + this.left, y: y + this.top, width, height });
  }

  write(text, x, y, colours) {
    if (!text) return;
    this.probe.font = this.font;
    const [, weight, size, family] = this.font.match(/^(?:(\w+) )?([\d.]+)px (.*)$/);
    // Another machine may lack the font: the words keep the width that they have here.
    const textLength = pixels(this.probe.measureText(text).width);
    const fit = { textLength, lengthAdjust: "spacingAndGlyphs" };
    const face = { "font-family": family, "font-size": size, "font-weight": weight ?? "normal" };
    const place = { x: pixels(x + this.left), y: pixels(y + this.top) };
    if (this.textAlign === "right") place["text-anchor"] = "end";
    this.draw("text", { ...place, ...face, ...fit, ...colours }).textContent = text;
  }

  line() {
    const { strokeStyle, lineWidth, lineJoin, dash } = this;
    const line = { fill: "none", stroke: this.plain(strokeStyle), "stroke-width": lineWidth };
    if (lineJoin !== "miter") line["stroke-linejoin"] = lineJoin;
    if (dash.length) line["stroke-dasharray"] = dash.join(" ");
    return line;
  }

  /** Return a colour as every program reads it: a page may mix its colours. All are opaque. */
  plain(colour) {
    this.probe.fillStyle = colour;
    this.probe.fillRect(0, 0, 1, 1);
    const [r, g, b] = this.probe.getImageData(0, 0, 1, 1).data;
    return `#${[r, g, b].map((part) => part.toString(16).padStart(2, "0")).join("")}`;
  }

  draw(name, values) {
    if (values.d === "") return null;
    const where = this.within && { "clip-path": this.within };
    const faint = this.globalAlpha < 1 && { opacity: this.globalAlpha };
    return this.add(name, { ...values, ...faint, ...where });
  }

  add(name, values, parent = this.root) {
    return set(parent.appendChild(this.document.createElementNS(SVG, name)), values);
  }

  toString() {
    return new XMLSerializer().serializeToString(this.root);
  }
}

const pixels = (value) => Number(value.toFixed(2));

function set(element, values) {
  for (const [name, value] of Object.entries(values)) element.setAttribute(name, value);
  return element;
}
