"""One visitor: a browser page that remembers what it asked for and what it complained about."""

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page


class Visitor:
    """A page in a context of its own, as if on another computer."""

    def __init__(self, browser: Browser, address: str, **options: object) -> None:
        self.address = address
        self.context: BrowserContext = browser.new_context(**options)  # type: ignore[arg-type]
        self.page: Page = self.context.new_page()
        self.requests: list[str] = []
        self.errors: list[str] = []
        self.context.on("request", lambda request: self.requests.append(request.url))
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
        if message.type == "error":
            self.errors.append(message.text)
