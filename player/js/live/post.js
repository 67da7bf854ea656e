// The post: tells the server what was changed. While the connection is lost it keeps what is to be told,
// the last of each kind and place, and says so on the page.

const APP = "[data-testid=stApp]"; // of Streamlit: its attributes say ...
const CONNECTION = "data-test-connection-state"; // ... whether the server is there ...
const SCRIPT = "data-test-script-state"; // ... and at work
const PATIENCE = 5000; // milliseconds to wait for a page that is drawn when the server is back

export class Post {
  /** @param {HTMLElement} notice - shown while something waits */
  constructor(notice) {
    this.notice = notice;
    /** @type {Map<string, () => void>} */ this.waiting = new Map();
    /** @type {Element | null} */ this.app = document.querySelector(APP);
    // A server that was started again drops what is said of a page that it has not drawn.
    /** @type {"" | "lost" | "asked"} */ this.away = "";
    /** @type {ReturnType<typeof setTimeout> | undefined} */ this.timer = undefined;
    this.watch = new MutationObserver(() => this.look());
    if (this.app) this.watch.observe(this.app, { attributes: true, attributeFilter: [CONNECTION, SCRIPT] });
    this.look();
  }

  get connected() {
    const state = this.app?.getAttribute(CONNECTION);
    return !state || state === "CONNECTED";
  }

  /** Whether the server is there and has drawn the page. */
  get open() { return this.connected && !this.away; }

  /** See how far the server is. */
  look() {
    const running = this.app?.getAttribute(SCRIPT) === "running";
    if (!this.connected) this.away = "lost";
    else if (this.away === "lost") {
      this.timer ??= setTimeout(() => this.back(), PATIENCE);
      if (running) this.away = "asked";
    } else if (this.away === "asked" && !running) this.back();
  }

  /** The server is there again. */
  back() {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.away = this.connected ? "" : "lost";
    this.next();
  }

  /** Tell the server, now or when the connection is back. @param {string} key @param {() => void} tell */
  send(key, tell) {
    if (this.open && !this.waiting.size) return tell();
    this.waiting.set(key, tell);
    this.next();
  }

  /** Tell the next of what waits; each is answered before the one after it. */
  next() {
    const [first] = this.open ? this.waiting : [];
    if (first) {
      this.waiting.delete(first[0]);
      first[1]();
    }
    this.notice.hidden = !this.waiting.size;
  }

  dispose() {
    this.watch.disconnect();
    clearTimeout(this.timer);
  }
}
