// The levels of a landscape and the heights between them, as figures/traces/levels.py has them: round
// numbers, evenly spaced or by decades, at most some twenty.

const COUNT = 14; // levels aimed at
const LEAST = 1e-8; // of the range: lower levels would draw the rounding of the grid
const DECADE_MARKS = [[1, 2, 5], [1, 3], [1]]; // levels of a decade; fewer where there are many
const STEEP = 25; // times as far above the floor as the median point is the highest one of a steep loss

/** Return the number of a rank; afterwards none before it is higher and none behind it is lower. To sort
 *  all would take ten times as long (Hoare 1961, https://doi.org/10.1145/366622.366647).
 *  @param {Float64Array} numbers @param {number} rank */
function select(numbers, rank) {
  let [low, high] = [0, numbers.length - 1];
  while (low < high) {
    const pivot = numbers[(low + high) >> 1];
    let [i, j] = [low, high];
    while (i <= j) {
      while (numbers[i] < pivot) i += 1;
      while (numbers[j] > pivot) j -= 1;
      if (i > j) break;
      const one = numbers[i];
      numbers[i] = numbers[j];
      numbers[j] = one;
      i += 1;
      j -= 1;
    }
    if (rank <= j) high = j;
    else if (rank >= i) low = i;
    else break;
  }
  return numbers[rank];
}

/** Return the number at a share of all in their order, between two of them on the straight line; they are
 *  put in another order. @param {Float64Array} numbers @param {number} share */
function quantile(numbers, share) {
  const at = share * (numbers.length - 1);
  const k = Math.floor(at);
  const one = select(numbers, k);
  const [, next] = endsOf(numbers.subarray(k + 1));
  return k === at ? one : one + (next - one) * (at - k);
}

/** Return the highest and the lowest number. @param {Float64Array} numbers */
function endsOf(numbers) {
  let [high, low] = [-Infinity, Infinity];
  for (const one of numbers) {
    if (one < low) low = one;
    if (one > high) high = one;
  }
  return [high, low];
}

/** Return the smallest of 1, 2, 2.5, 5 times a power of ten that is at least `step`. @param {number} step */
function roundUp(step) {
  const power = 10 ** Math.floor(Math.log10(step));
  const times = [1, 2, 2.5, 5, 10].find((one) => one * power >= step * (1 - 1e-9));
  return (times ?? 10) * power;
}

/** Return the multiples of a round number strictly between low and high.
 *  @param {number} low @param {number} high */
function even(low, high) {
  if (!(high > low)) return [low - 0.5, low + 0.5];
  const step = roundUp((high - low) / COUNT);
  const [first, last] = [Math.floor(low / step) + 1, Math.ceil(high / step) - 1];
  const all = Array.from({ length: last - first + 1 }, (_, k) => (first + k) * step);
  return all.filter((level) => level > low && level < high);
}

/** Return floor + 1, 2, 5, 10 ..., fewer a decade where there are many.
 *  @param {number} bottom - the lowest of them, above the floor @param {number} top @param {number} floor */
function decades(bottom, top, floor) {
  const span = Math.log10(top / bottom);
  const marks = DECADE_MARKS.find((some) => span * some.length <= COUNT + 4) ?? [1];
  const every = Math.max(1, Math.round(span / (COUNT + 4)));
  const found = [];
  for (let power = Math.floor(Math.log10(bottom)); power < Math.ceil(Math.log10(top)); power += every) {
    found.push(...marks.map((mark) => Number(`${mark}e${power}`)));
  }
  return found.filter((one) => one >= bottom && one < top).map((one) => floor + one);
}

/** Return the losses at the heights 0, 1, 2 ... of a landscape: the lowest, those at which it has level
 *  lines, the highest.
 *  @param {Float64Array} losses - those that are finite; they are put in another order
 *  @param {number} least - the lowest one known, of a minimum between the points of a grid */
export function ladderOf(losses, least = Infinity) {
  const [high, low] = losses.length ? endsOf(losses) : [0, 0];
  const floor = Math.min(low, least);
  const steep = high > floor && high - floor > STEEP * (quantile(losses, 0.5) - floor);
  const bottom = steep ? Math.max(quantile(losses, 0.012) - floor, (high - floor) * LEAST) : 0;
  const some = steep ? decades(bottom, high - floor, floor) : [];
  const levels = some.length ? some : even(low, high);
  const [first, last] = [levels[0], levels[levels.length - 1]];
  const step = levels.length > 1 ? last - levels[levels.length - 2] : 1;
  return [low < first ? low : first - step, ...levels, high > last ? high : last + step];
}

/** Return the height of a loss: the losses of the ladder are 0, 1, 2 ... high. @param {number} loss
 *  @param {number[]} ladder @param {number} near - a rung to begin with */
export function heightOf(loss, ladder, near = 0) {
  const last = ladder.length - 1;
  if (loss <= ladder[0]) return 0;
  if (loss >= ladder[last]) return last;
  let k = near;
  while (ladder[k] > loss) k -= 1;
  while (ladder[k + 1] <= loss) k += 1;
  return k + (loss - ladder[k]) / (ladder[k + 1] - ladder[k]);
}

/** Return the heights of losses, NaN where one is not finite. @param {Float64Array} losses
 *  @param {number[]} ladder */
export function heightsOf(losses, ladder) {
  const found = new Float32Array(losses.length);
  let rung = 0; // neighbours are at about the same height
  for (let k = 0; k < losses.length; k += 1) {
    if (losses[k] - losses[k] !== 0) found[k] = NaN;
    else {
      const height = found[k] = heightOf(losses[k], ladder, rung);
      rung = Math.min(Math.floor(height), ladder.length - 2);
    }
  }
  return found;
}

/** Return those of some numbers that are finite. @param {Float64Array} numbers */
export function finiteOf(numbers) {
  const found = new Float64Array(numbers.length);
  let count = 0;
  for (const one of numbers) if (one - one === 0) found[count++] = one;
  return found.subarray(0, count);
}
