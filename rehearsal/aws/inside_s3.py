"""S3 and STS from inside a training job: what boto3 asks in the job's program, moto in this process answers.

On AWS a job reaches S3 with its role, unless its network is isolated; the SDK's @remote cannot do without it.
Here moto's own server answers on loopback, in this process, so the job sees the same buckets as the snippet. It
listens from the first job that may use it. A job with network isolation is not given its address, nor, where Linux
namespaces are to be had, a network in which it could be reached (see enclosure).

No other service is answered: to the program it is a computer that cannot be reached, as without this module. Of moto's
server only the applications of the two services are used: the whole one also has addresses that change moto itself.
"""

import re
import select
import socket
import threading
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from rehearsal.aws.identities import Identities
from rehearsal.machine.images import Program
from rehearsal.wire.actions import UnknownPermissionError, asked_needs

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

STAND_IN = "s3-inside-job"
LOOK = 0.05  # seconds between two looks at whether it is over
SCOPE = re.compile(r"Credential=[^/]+/\d{8}/[\w-]+/(?P<service>s3|sts)/aws4_request")
UNSIGNED = b"only signed requests to S3 and STS are answered here"
DENIED = b"<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>"


class InsideS3:
    """The way from the jobs of one rehearsal to its S3. `close()` when no job runs any more.

    `stand_ins` receives this stand-in's id as soon as a job has asked something; `identities` decides what the role
    may.
    """

    def __init__(self, stand_ins: set[str], identities: Identities) -> None:
        self._stand_ins, self._identities = stand_ins, identities
        self._listening: socket.socket | None = None
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._services: Mapping[str, WSGIApplication] = {}
        self.asked: list[tuple[str, str]] = []  # the jobs' requests: method, and path with query

    def reachable_from(self, program: Program, request: Mapping[str, Any]) -> Program:
        """Return the program with what boto3 needs in its environment, unless the job's network is isolated."""
        if request.get("EnableNetworkIsolation"):
            return program
        if not self._listening:
            self._listening = socket.create_server(("127.0.0.1", 0))
            self._thread.start()
        address = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        variables = {
            "AWS_ENDPOINT_URL_S3": address,
            "AWS_ENDPOINT_URL_STS": address,
            "AWS_ACCESS_KEY_ID": "ensaio",
            "AWS_SECRET_ACCESS_KEY": "ensaio",
        }
        return replace(program, env={**variables, **program.env})

    def _serve(self) -> None:
        """Answer from the first request on: moto's server takes a second to import, and most jobs ask for nothing."""
        assert self._listening
        while not select.select([self._listening], [], [], LOOK)[0]:
            if self._closed.is_set():
                return
        # Only now: moto reads the environment when it is imported, and who has no job needs none of it.
        from moto.moto_server.werkzeug_app import MotoRequestHandler, create_backend_app
        from werkzeug.serving import make_server

        class Quiet(MotoRequestHandler):  # type: ignore[misc] # moto is not typed here
            def log(self, *_: Any) -> None:
                """Print nothing: the job's own lines are what the reader looks at."""

        self._services = {service: create_backend_app(service) for service in ("s3", "sts")}
        number = self._listening.fileno()
        with make_server("127.0.0.1", 0, self._answer, threaded=True, request_handler=Quiet, fd=number) as server:
            server.timeout = LOOK
            while not self._closed.is_set():
                server.handle_request()

    def _answer(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        """Answer a job's request: keep it, refuse what the role may not, and leave the rest to moto."""
        scope = SCOPE.search(environ.get("HTTP_AUTHORIZATION", ""))
        if not scope:
            return _refused(start, "text/plain", UNSIGNED)
        method, target = environ["REQUEST_METHOD"], environ["RAW_URI"]
        self._stand_ins.add(STAND_IN)
        self.asked.append((method, target))
        if self._may(method, target):
            return self._services[scope["service"]](environ, start)
        return _refused(start, "application/xml", DENIED)

    def _may(self, method: str, target: str) -> bool:
        """Tell whether the role may do what a request asks; the report names a request without a known action."""
        try:
            return all(self._identities.may(need) for need in asked_needs(method, target))
        except UnknownPermissionError:
            return True

    def close(self) -> None:
        """Stop answering."""
        if self._listening:
            self._closed.set()
            self._thread.join()
            self._listening.close()


def _refused(start: "StartResponse", kind: str, body: bytes) -> Iterable[bytes]:
    start("403 FORBIDDEN", [("Content-Type", kind), ("Content-Length", str(len(body)))])
    return [body]
