// The post: tells the server what was changed. While the connection is lost it keeps what is to be told,
// the last of each kind and place, and says so on the page.

/** @typedef {{ key: string, tell: () => void }} Letter */

const APP = "[data-testid=stApp]"; // of Streamlit: its attribute says whether the server is there
const STATE = "data-test-connection-state";

export class Post {
  /** @param {HTMLElement} notice - shown while something waits */
  constructor(notice) {
    this.notice = notice;
    /** @type {Map<string, () => void>} */ this.waiting = new Map();
    /** @type {Element | null} */ this.app = document.querySelector(APP);
    this.watch = new MutationObserver(() => this.next());
    if (this.app) this.watch.observe(this.app, { attributes: true, attributeFilter: [STATE] });
  }

  get connected() {
    const state = this.app?.getAttribute(STATE);
    return !state || state === "CONNECTED";
  }

  /** Tell the server, now or when the connection is back. @param {string} key @param {() => void} tell */
  send(key, tell) {
    if (this.connected && !this.waiting.size) return tell();
    this.waiting.set(key, tell);
    this.next();
  }

  /** Tell the next of what waits; each is answered before the one after it. */
  next() {
    const [first] = this.connected ? this.waiting : [];
    if (first) {
      this.waiting.delete(first[0]);
      first[1]();
    }
    this.notice.hidden = !this.waiting.size;
  }

  dispose() { this.watch.disconnect(); }
}
