"""Whether a container says truly that its server answers."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

from deploy.health import healthy


class Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/well" else 503)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing."""


def test_only_an_answer_that_all_is_well_counts() -> None:
    with HTTPServer(("127.0.0.1", 0), Answers) as server:
        address = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        assert healthy(f"{address}/well")
        assert not healthy(f"{address}/ill")
        server.shutdown()
    assert not healthy(f"{address}/well")
