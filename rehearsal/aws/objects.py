"""What jobs bring to S3, as moto has it: a large file stays the file that it is, of which moto reads what is asked for.

moto keeps every object as one text of bytes and copies it several times on its way: a model of 2 GB took 9 GB.
"""

import hashlib
import mmap
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from rehearsal.machine.storage import S3Client
from rehearsal.wire import replies

LARGE = 8 << 20  # bytes; boto3 sends what is larger in parts, and fetches it in parts
BLOCK = 1 << 20  # bytes


def client(region: str) -> S3Client:
    """Return a client of S3 for what a job brings and fetches: large files are not read into memory."""
    made = replies.client("s3", region)
    upload, download = made.upload_file, made.download_file

    def upload_file(path: str, bucket: str, key: str) -> None:
        if os.path.getsize(path) < LARGE:
            upload(path, bucket, key)
        else:
            made.put_object(Bucket=bucket, Key=key, Body=b"")  # its bucket, version and encryption are moto's
            _hold(_object(bucket, key), Path(path))

    def download_file(bucket: str, key: str, path: str) -> None:
        if isinstance(found := _object(bucket, key).value, _Mapped):
            with open(path, "wb") as file:
                file.write(found)
        else:
            download(bucket, key, path)

    made.upload_file, made.download_file = upload_file, download_file
    return made


class _Mapped(mmap.mmap):
    """The bytes of a file, read as they are asked for; a server that sends all of them goes by blocks."""

    def __iter__(self) -> Iterator[bytes]:  # type: ignore[override]
        return (self[first : first + BLOCK] for first in range(0, len(self), BLOCK))

    def close(self) -> None:
        """Stay open: a server closes what it has sent, and the object is asked for again."""


def _object(bucket: str, key: str) -> Any:
    from moto.s3.models import s3_backends

    return s3_backends[replies.ACCOUNT]["aws"].get_object(bucket, key)


def _hold(held: Any, path: Path) -> None:
    """Make an object of moto's be a file, which may be deleted afterwards but not changed."""
    with path.open("rb") as file:
        mapped = _Mapped(file.fileno(), 0, access=mmap.ACCESS_READ)
    # An ETag of parts is no digest of the whole; the file's own place and time make it another for another file.
    named = f"{path}{len(mapped)}{path.stat().st_mtime_ns}"
    held.__class__ = _in_a_file()
    held.mapped, held.contentsize = mapped, len(mapped)
    held.checksum_algorithm = held.checksum_value = None  # those of the empty object
    held._etag = f"{hashlib.md5(named.encode(), usedforsecurity=False).hexdigest()}-{-(-len(mapped) // LARGE)}"


@cache
def _in_a_file() -> type:
    from moto.s3.models import FakeKey

    class InAFile(FakeKey):  # type: ignore[misc] # moto is not typed here
        """An object whose bytes are a file's."""

        mapped: _Mapped

        @property
        def value(self) -> _Mapped:
            return self.mapped

    return InAFile
