// What tests pretend the browser is: a pen that writes down what it is told, and bare elements.

/** Return a pen whose `calls` are all calls in order, each with its arguments and the colours then. */
export function pretendInk() {
  const calls = [];
  const kept = [];
  const state = { globalAlpha: 1, strokeStyle: "", fillStyle: "", lineWidth: 1, dash: [], lineDashOffset: 0 };
  const special = {
    save: () => kept.push({ ...state }),
    restore: () => Object.assign(state, kept.pop()),
    setLineDash: (dash) => { state.dash = dash; },
    measureText: (text) => ({ width: 6 * text.length }),
  };
  return new Proxy(state, {
    get(_, name) {
      if (name === "calls") return calls;
      if (name in state) return state[name];
      return (...values) => {
        calls.push({ name, values, ...state });
        return special[name]?.(...values);
      };
    },
  });
}

/** Return the places of the calls of these names. */
export const placesOf = (ink, ...names) => (
  ink.calls.filter(({ name }) => names.includes(name)).map(({ values }) => values));

/** An element that keeps its attributes and children. */
export class PretendElement {
  constructor(tag) {
    Object.assign(this, { tag, attributes: {}, children: [], dataset: {}, textContent: "", style: { setProperty() {} }, classList: { toggle() {} } });
  }

  setAttribute(name, value) {
    this.attributes[name] = value;
  }

  removeAttribute(name) {
    delete this.attributes[name];
  }

  remove() {}

  appendChild(child) {
    this.children.push(child);
    return child;
  }

  append(...children) {
    this.children.push(...children);
  }

  replaceChildren(...children) {
    this.children = children;
  }

  getContext() {
    return pretendInk();
  }
}

/** Let modules find a document and a window of a visitor who likes motion, or does not. */
export function pretendBrowser({ calm = false } = {}) {
  globalThis.document = {
    createElement: (tag) => new PretendElement(tag),
    addEventListener() {},
    removeEventListener() {},
    implementation: {
      createDocument: () => ({
        documentElement: new PretendElement("svg"),
        createElementNS: (_, tag) => new PretendElement(tag),
        importNode: (node) => node,
      }),
    },
  };
  globalThis.matchMedia = () => ({ matches: calm });
}
