"""One visitor: a browser page that remembers what it asked for and what it complained about."""

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page

PLAYER = "[data-testid=player]"
BOWL = "/?loss=x^2%2B3y^2&window=-4+4+-2+2&steps=40"
TWO = f"{BOWL}&run=gd+lr+0.1+at+3+1&run=adam+lr+0.3+at+3+1"

# On a deep link Streamlit's frontend asks where its server's root is, and tries the page first.
PROBES = tuple(
    f"/{page}/_stcore/{probe}"
    for page in ("about", "catalogue", "class", "gallery", "maps", "mathematics")
    for probe in ("health", "host-config")
)

# All that Plotly drew, layer by layer, its words, and what lies above it.
SEEN = f"""() => [
  ...[...document.querySelectorAll("{PLAYER} .mlayer")].map((layer) => layer.getAttribute("class")
    + [...layer.querySelectorAll("path")].map((path) => path.getAttribute("d")).join()),
  ...[...document.querySelectorAll("{PLAYER} text")].map((text) => text.textContent),
  ...[...document.querySelectorAll("{PLAYER} .sb-area > canvas")].map((one) => one.toDataURL()),
]"""


class Visitor:
    """A page of its own: to the server, somebody new."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.address = address
        self.page: Page = context.new_page()
        self.page.set_default_timeout(60_000)
        self.requests: list[str] = []
        self.sent: list[object] = []  # over the page's socket
        self.errors: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("websocket", lambda socket: socket.on("framesent", self._note))
        self.page.on("console", self._listen)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self._forget()

    def open(self, link: str = "/") -> Page:
        self.page.goto(self.address + link)
        self.ready()
        return self.page

    def drawn(self, link: str) -> Page:
        """Open a link and wait until its picture is drawn."""
        page = self.open(link)
        page.locator(".sb-ready").wait_for()
        return page

    def take_phone(self) -> None:
        """Exchange the screen and the mouse for the glass of a phone, before anything is opened."""
        self.page.set_viewport_size({"width": 390, "height": 844})
        self.glass = self.page.context.new_cdp_session(self.page)
        screen = {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True}
        self.glass.send("Emulation.setDeviceMetricsOverride", screen)
        self.glass.send("Emulation.setTouchEmulationEnabled", {"enabled": True})

    def ready(self) -> None:
        """Wait until the script has run and the page has settled."""
        self.page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
        self.page.wait_for_timeout(150)
        self.page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")

    def query(self) -> str:
        return str(self.page.evaluate("location.search"))

    def sees_what_its_link_shows(self) -> list[str]:
        """Wait until the picture is that of its link opened afresh; return what is drawn there."""
        other = Visitor(self.page.context, self.address)
        wanted: list[str] = other.drawn("/" + self.query()).evaluate(SEEN)
        other.page.close()
        self.page.wait_for_function(f"(wanted) => ({SEEN})().join() === wanted.join()", arg=wanted)
        return wanted

    def foreign(self) -> list[str]:
        """Requests that left the server: there must be none."""
        own = (self.address, self.address.replace("http", "ws", 1), "data:", "blob:")
        return [url for url in self.requests if not url.startswith(own)]

    def _forget(self) -> None:
        """Take away what an earlier visitor left in the browser, such as a closed sidebar."""
        glass = self.page.context.new_cdp_session(self.page)
        left = {"origin": self.address, "storageTypes": "cookies,local_storage"}
        glass.send("Storage.clearDataForOrigin", left)
        glass.detach()

    def _note(self, frame: object) -> None:  # Playwright takes no built-in function
        self.sent.append(frame)

    def _listen(self, message: ConsoleMessage) -> None:
        place = message.location.get("url", "")
        if message.type == "error" and not place.endswith(PROBES):
            self.errors.append(f"{message.text} {place}")


def middle(place: Locator) -> tuple[float, float]:
    """Return where something is on the screen."""
    box = place.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
