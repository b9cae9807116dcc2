"""The built site as a server would send it: each text compressed. And the kinds of pages that it has."""

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

TEXTS = (".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".md")
# Kind of page -> where its pages are, below the root of a language.
KINDS = {
    "start": "index.html",
    "chooser": "escolher/index.html",
    "diagnosis": "diagnosticar/index.html",
    "option": "opcoes/*/index.html",
    "workshop": "opcoes/*/oficina/index.html",
    "use-case": "casos/*/index.html",
    "errors": "erros/index.html",
    "comparison": "comparacao/index.html",
    "tutorial": "tutorial/index.html",
}


def pages(site: Path, languages: tuple[str, ...]) -> dict[str, list[Path]]:
    """Return every page of each kind, of all languages; none for a kind that is not built."""
    return {
        kind: sorted(page for language in languages for page in (site / language).glob(pattern))
        for kind, pattern in KINDS.items()
    }


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: Any, head: str, **named: Any) -> None:
        self.head = head.encode()
        super().__init__(*arguments, **named)

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        content = path.read_bytes()
        if self.head and path.suffix == ".html":
            content = content.replace(b"<head>", b"<head>" + self.head, 1)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        if path.suffix in TEXTS:
            content = gzip.compress(content)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def served(site: Path, head: str = "") -> Iterator[str]:
    """Serve a built site and give its address; ``head`` is put on top of the head of every page."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(site), head=head))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
