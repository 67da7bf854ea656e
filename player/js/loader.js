// The loader: all that travels with a figure. The player itself comes by an address that a browser
// keeps for good.

export default function (component) {
  let leave = () => {};
  let here = true;
  import(new URL(component.data.script, document.baseURI).href).then((player) => {
    if (here && component.parentElement.isConnected) leave = player.default(component);
  }, (error) => {
    const place = component.parentElement.querySelector(".sb-trouble");
    place.textContent = `The player did not arrive. Check the connection and reload the page. ${error.message}`;
    place.hidden = false;
  });
  return () => {
    here = false;
    leave();
  };
}
