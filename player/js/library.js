// plotly.js, from this server: loaded once for the page, whoever asks first.

/** Return a promise of Plotly; it fails with a sentence that a visitor can read. */
export function load(path) {
  if (!path) return Promise.resolve(window.Plotly); // a file that brings it along
  const url = new URL(path, document.baseURI).href;
  const found = [...document.scripts].find((script) => script.src === url);
  return (found ?? request(url)).ready;
}

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
