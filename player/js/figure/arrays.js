// Typed arrays: Plotly.py writes them as {dtype, bdata, shape}; decoded once, they serve Plotly and
// the canvas alike.

/** @type {Record<string, new (bytes: ArrayBuffer) => any>} */ const KINDS = {
  f8: Float64Array, f4: Float32Array,
  i4: Int32Array, u4: Uint32Array, i2: Int16Array, u2: Uint16Array, i1: Int8Array, u1: Uint8Array,
};

/** Return the array that a {dtype, bdata, shape} stands for; rows as a list of arrays.
 *  @param {{ dtype: string, bdata: string, shape?: string }} spec */
function decode(spec) {
  const text = atob(spec.bdata);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  const flat = new KINDS[spec.dtype](bytes.buffer);
  if (!spec.shape) return flat;
  const [rows, columns] = String(spec.shape).split(",").map(Number);
  if (!columns) return flat;
  return Array.from({ length: rows }, (_, r) => flat.subarray(r * columns, (r + 1) * columns));
}

/** Replace every encoded array inside a value. @param {any} value @returns {any} */
export function decodeAll(value) {
  if (Array.isArray(value)) return value.map(decodeAll);
  if (value === null || typeof value !== "object" || ArrayBuffer.isView(value)) return value;
  if (typeof value.bdata === "string") return decode(value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, decodeAll(item)]));
}

/** Return the last index whose value is at most `limit`, or -1; `values` never decrease.
 *  @param {Vector} values @param {number} limit */
export function lastAtMost(values, limit) {
  let low = -1;
  let high = values.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (values[middle] <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}
