// Vectors: a drawing context that writes SVG, with the calls that ink and captions make. What draws
// on a canvas draws here too, so a file cannot show anything else than the screen.

/** @typedef {Record<string, string | number>} Attributes */

const SVG = "http://www.w3.org/2000/svg";

export class Vectors {
  strokeStyle = "#000000";
  fillStyle = "#000000";
  globalAlpha = 1;
  lineDashOffset = 0; // no line begins amid a dash
  lineWidth = 1;
  /** @type {CanvasLineJoin} */ lineJoin = "miter";
  /** @type {number[]} */ dash = [];
  font = "10px sans-serif";
  /** @type {CanvasTextAlign} */ textAlign = "left";
  left = 0;
  top = 0;
  within = ""; // the clip

  /** @param {number} width @param {number} height - in pixels */
  constructor(width, height) {
    this.document = document.implementation.createDocument(SVG, "svg", null);
    this.root = this.document.documentElement;
    this.probe = /** @type {CanvasRenderingContext2D} */ (
      document.createElement("canvas").getContext("2d", { willReadFrequently: true }));
    /** @type {Partial<Vectors>[]} */ this.kept = [];
    /** @type {string[]} */ this.path = [];
    this.clips = 0;
    set(this.root, { width, height, viewBox: `0 0 ${width} ${height}` });
  }

  save() {
    const { document, root, probe, kept, path, clips, ...pen } = this; // the drawing itself goes on
    kept.push(pen);
  }
  restore() { Object.assign(this, this.kept.pop()); }

  /** @param {number} x @param {number} y */
  translate(x, y) {
    this.left += x;
    this.top += y;
  }
  /** @param {number[]} dash */ setLineDash(dash) { this.dash = dash; }
  beginPath() { this.path = []; }
  closePath() { this.path.push("Z"); }
  /** @param {number} x @param {number} y */ moveTo(x, y) { this.go("M", x, y); }
  /** @param {number} x @param {number} y */ lineTo(x, y) { this.go(this.path.length ? "L" : "M", x, y); }

  /** A whole circle: ink has no other arcs. @param {number} x @param {number} y @param {number} radius */
  arc(x, y, radius) {
    if (!this.path.length) this.go("M", x + radius, y);
    const half = `A${radius} ${radius} 0 0 1 `;
    this.go(half, x - radius, y);
    this.go(half, x + radius, y);
  }

  /** @param {number} x @param {number} y @param {number} width @param {number} height */
  rect(x, y, width, height) {
    this.go("M", x, y);
    this.path.push(`h${width}v${height}h${-width}Z`);
  }

  /** Like a canvas, leave out what is nowhere. @param {string} how @param {number} x @param {number} y */
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
  stroke() { this.draw("path", { d: this.path.join(""), ...this.line() }); }
  fill() { this.draw("path", { d: this.path.join(""), fill: this.plain(this.fillStyle) }); }

  /** @param {number} x @param {number} y @param {number} width @param {number} height */
  fillRect(x, y, width, height) {
    this.draw("rect", { x: x + this.left, y: y + this.top, width, height, fill: this.plain(this.fillStyle) });
  }

  /** @param {string} text @param {number} x @param {number} y */
  fillText(text, x, y) { this.write(text, x, y, { fill: this.plain(this.fillStyle) }); }

  /** @param {string} text @param {number} x @param {number} y */
  strokeText(text, x, y) { this.write(text, x, y, this.line()); }

  /** Add another SVG's root or a canvas at a place. @param {Element} graph
   *  @param {number} x @param {number} y @param {number} width @param {number} height */
  drawImage(graph, x, y, width, height) {
    const own = "toDataURL" in graph ? this.add("image", {
      href: /** @type {HTMLCanvasElement} */ (graph).toDataURL(), preserveAspectRatio: "none",
    }) : this.root.appendChild(this.document.importNode(graph, true));
    set(own, { x: x + this.left, y: y + this.top, width, height });
  }

  /** @param {string} text @param {number} x @param {number} y @param {Attributes} colours */
  write(text, x, y, colours) {
    if (!text) return;
    this.probe.font = this.font;
    const [, weight, size, family] = this.font.match(/^(?:(\w+) )?([\d.]+)px (.*)$/) ?? [];
    // Another machine may lack the font: the words keep the width that they have here.
    const textLength = pixels(this.probe.measureText(text).width);
    const fit = { textLength, lengthAdjust: "spacingAndGlyphs" };
    const face = { "font-family": family, "font-size": size, "font-weight": weight ?? "normal" };
    /** @type {Attributes} */ const place = { x: pixels(x + this.left), y: pixels(y + this.top) };
    if (this.textAlign === "right") place["text-anchor"] = "end";
    this.draw("text", { ...place, ...face, ...fit, ...colours }, text);
  }

  line() {
    const { strokeStyle, lineWidth, lineJoin, dash } = this;
    /** @type {Attributes} */
    const line = { fill: "none", stroke: this.plain(strokeStyle), "stroke-width": lineWidth };
    if (lineJoin !== "miter") line["stroke-linejoin"] = lineJoin;
    if (dash.length) line["stroke-dasharray"] = dash.join(" ");
    return line;
  }

  /** Return an opaque colour as all programs read it: a page may mix its own. @param {string} colour */
  plain(colour) {
    this.probe.fillStyle = colour;
    this.probe.fillRect(0, 0, 1, 1);
    const [r, g, b] = this.probe.getImageData(0, 0, 1, 1).data;
    return `#${[r, g, b].map((part) => part.toString(16).padStart(2, "0")).join("")}`;
  }

  /** Add a shape or a text as the pen is now. @param {string} name @param {Attributes} values */
  draw(name, values, text = "") {
    if (values.d === "") return;
    const { within, globalAlpha: opacity } = this;
    if (opacity < 1) values = { ...values, opacity };
    if (within) values = { ...values, "clip-path": within };
    this.add(name, values).textContent = text;
  }

  /** Add an element. @param {string} name @param {Attributes} values @param {Element} parent */
  add(name, values, parent = this.root) {
    return set(parent.appendChild(this.document.createElementNS(SVG, name)), values);
  }
  toString() { return new XMLSerializer().serializeToString(this.root); }
}

/** @param {number} value */
const pixels = (value) => Number(value.toFixed(2));

/** Give an element its attributes. @template {Element} E @param {E} element @param {Attributes} values */
function set(element, values) {
  for (const [name, value] of Object.entries(values)) element.setAttribute(name, String(value));
  return element;
}
