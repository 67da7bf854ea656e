// The pool: the workers of a map. Each computes its own blocks of every panel.

const MOST = 4; // workers
const UNABLE = "This browser has no workers.";

/** @typedef {{ slice: (slice: Slice) => void, ready: () => void, fail: (why: string) => void }} Ears */

export class Pool {
  /** @param {string} script @param {Ears} ears */
  constructor(script, ears) {
    this.script = script;
    this.ears = ears;
    /** @type {Worker[]} */ this.workers = [];
    this.job = 0;
    this.open = 0; // workers that are still at work
    this.address = "";
  }

  get busy() { return this.open > 0; }

  /** Start the workers. Throws where there are none. */
  start() {
    if (this.workers.length) return;
    if (!globalThis.Worker) throw new Error(UNABLE);
    this.address = URL.createObjectURL(new Blob([this.script], { type: "text/javascript" }));
    const count = Math.min(Math.max((navigator.hardwareConcurrency || 2) - 1, 1), MOST);
    for (let k = 0; k < count; k += 1) {
      const worker = new Worker(this.address);
      worker.onmessage = ({ data }) => this.hear(data);
      worker.onerror = (event) => {
        event.preventDefault();
        this.ears.fail(event.message || UNABLE);
      };
      this.workers.push(worker);
    }
  }

  /** Compute a map; what was being computed ends.
   *  @param {MapLive} map @param {Grid} grid @param {number} target */
  compute(map, grid, target) {
    this.job += 1;
    this.start();
    this.open = this.workers.length;
    this.workers.forEach((worker, k) => {
      /** @type {Job} */
      const job = { job: this.job, map, grid, target, share: [k, this.workers.length] };
      worker.postMessage(job);
    });
  }

  /** @param {any} data */
  hear(data) {
    if (data.job !== this.job) return;
    if (data.fault) this.ears.fail(data.fault);
    else if (data.ready) {
      this.open -= 1;
      if (!this.open) this.ears.ready();
    } else this.ears.slice(data);
  }

  /** End what is being computed; the workers wait for the next map. */
  stop() {
    this.job += 1;
    this.open = 0;
    for (const worker of this.workers) worker.postMessage({ job: this.job, map: null });
  }

  dispose() {
    this.job += 1;
    this.open = 0;
    for (const worker of this.workers) worker.terminate();
    this.workers = [];
    if (this.address) URL.revokeObjectURL(this.address);
    this.address = "";
  }
}
