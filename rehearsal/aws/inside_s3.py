"""S3 and STS from inside a training job: what boto3 asks in the job's program, moto in this process answers.

On AWS a job reaches S3 with its role, unless its network is isolated; the SDK's @remote cannot do without it.
Here a server on loopback passes such requests on to the moto of this process, so the job sees the same buckets
as the snippet. It starts with the first job that may use it. A job with network isolation is not given its
address, nor, where Linux namespaces are to be had, a network in which it could be reached (see enclosure).

No other service is answered: to the program it is a computer that cannot be reached, as without this module.
"""

import re
import threading
from collections.abc import Mapping
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from typing import Any

import requests  # moto answers it too

from rehearsal.aws.identities import Identities
from rehearsal.machine.images import Program
from rehearsal.wire.actions import asked_needs

STAND_IN = "s3-inside-job"
SCOPE = re.compile(r"Credential=[^/]+/\d{8}/(?P<region>[\w-]+)/(?P<service>s3|sts)/aws4_request")
OF_THE_CONNECTION = {"connection", "content-length", "date", "server", "transfer-encoding"}


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    stand_ins: set[str]
    asked: list[tuple[str, str]]
    identities: Identities

    def server_bind(self) -> None:
        """Bind without asking for this computer's name, which may ask the network."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = "localhost", int(self.server_address[1])


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def _pass_on(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        scope = SCOPE.search(self.headers.get("Authorization") or "")
        if not scope:
            self.send_error(403, "only signed requests to S3 and STS are answered here")
            return
        self.server.stand_ins.add(STAND_IN)
        self.server.asked.append((self.command, self.path))
        if not all(self.server.identities.may(need) for need in asked_needs(self.command, self.path)):
            self._deny()
            return
        address = f"https://{scope['service']}.{scope['region']}.amazonaws.com{self.path}"
        headers = {name: value for name, value in self.headers.items() if name.lower() != "host"}
        answer = requests.request(
            self.command, address, headers=headers, data=body, allow_redirects=False, stream=True, timeout=60
        )
        content = answer.raw.read(decode_content=False)
        self.send_response(answer.status_code)
        for name, value in answer.headers.items():
            if name.lower() not in OF_THE_CONNECTION:
                self.send_header(name, value)
        length = answer.headers.get("Content-Length") if self.command == "HEAD" else None
        self.send_header("Content-Length", length or str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _deny(self) -> None:
        """Answer as S3 does where no policy allows a request."""
        content = b"<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>"
        self.send_response(403)
        self.send_header("Content-Type", "application/xml")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = _pass_on  # noqa: N815 (http.server looks for these names)

    def log_message(self, *_: Any) -> None:
        """Print nothing: the job's own lines are what the reader looks at."""


class InsideS3:
    """The way from the jobs of one rehearsal to its S3. `close()` when no job runs any more.

    `stand_ins` receives this stand-in's id as soon as a job has asked something; `identities` decides what the role
    may.
    """

    def __init__(self, stand_ins: set[str], identities: Identities) -> None:
        self._stand_ins, self._identities = stand_ins, identities
        self._server: _Server | None = None
        self.asked: list[tuple[str, str]] = []  # the jobs' requests: method, and path with query

    def reachable_from(self, program: Program, request: Mapping[str, Any]) -> Program:
        """Return the program with what boto3 needs in its environment, unless the job's network is isolated."""
        if request.get("EnableNetworkIsolation"):
            return program
        if not self._server:
            self._server = _Server(("127.0.0.1", 0), _Handler)
            self._server.stand_ins, self._server.asked = self._stand_ins, self.asked
            self._server.identities = self._identities
            threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        address = f"http://127.0.0.1:{self._server.server_port}"
        variables = {
            "AWS_ENDPOINT_URL_S3": address,
            "AWS_ENDPOINT_URL_STS": address,
            "AWS_ACCESS_KEY_ID": "ensaio",
            "AWS_SECRET_ACCESS_KEY": "ensaio",
        }
        return replace(program, env={**variables, **program.env})

    def close(self) -> None:
        """Stop answering."""
        if self._server:
            self._server.shutdown()
            self._server.server_close()
