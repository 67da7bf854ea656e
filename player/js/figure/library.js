// plotly.js, from this server: loaded once for the page, whoever asks first.

/** Return a promise of Plotly; it fails with a sentence that a visitor can read.
 *  @param {string} path - its address, empty in a file that brings it along */
export function load(path) {
  if (!path) return Promise.resolve(window.Plotly);
  const url = new URL(path, document.baseURI).href;
  const found = [...document.scripts].find((script) => script.src === url);
  return /** @type {Promise<Plotly>} */ ((found ?? request(url)).ready);
}

/** Return the element of a script that is on its way. @param {string} url */
function request(url) {
  const script = document.createElement("script");
  script.ready = new Promise((resolve, reject) => {
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => {
      script.remove();
      reject(new Error("The picture cannot be drawn: its drawing library did not arrive. "
        + "Check the connection and reload the page."));
    };
  });
  script.src = url;
  document.head.append(script);
  return script;
}
