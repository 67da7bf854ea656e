"""One visitor: a browser page that remembers what it asked for and what it complained about."""

from playwright.sync_api import BrowserContext, ConsoleMessage, Page

# On a deep link Streamlit's frontend asks where its server's root is, and tries the page first.
PROBES = tuple(
    f"/{page}/_stcore/{probe}"
    for page in ("about", "catalogue", "gallery", "mathematics")
    for probe in ("health", "host-config")
)


class Visitor:
    """A page of its own: to the server, somebody new."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.address = address
        self.page: Page = context.new_page()
        self.page.set_default_timeout(20_000)
        self.requests: list[str] = []
        self.errors: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", self._listen)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def open(self, link: str = "/") -> Page:
        self.page.goto(self.address + link)
        self.ready()
        return self.page

    def ready(self) -> None:
        """Wait until the script has run and the page has settled."""
        self.page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
        self.page.wait_for_timeout(150)
        self.page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")

    def query(self) -> str:
        return str(self.page.evaluate("location.search"))

    def foreign(self) -> list[str]:
        """Requests that left the server: there must be none."""
        own = (self.address, self.address.replace("http", "ws", 1), "data:", "blob:")
        return [url for url in self.requests if not url.startswith(own)]

    def _listen(self, message: ConsoleMessage) -> None:
        place = message.location.get("url", "")
        if message.type == "error" and not place.endswith(PROBES):
            self.errors.append(f"{message.text} {place}")
