"""S3 as a training job sees it: objects under a prefix, downloads into a channel, uploads of what came out.

Works on any boto3 S3 client; in the rehearsal that client talks to moto.
"""

import tarfile
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlparse

NOT_PACKED = 100_000_000  # bytes
S3Client = Any  # boto3 builds its clients at run time; there is no class to name


def split_uri(uri: str) -> tuple[str, str]:
    """Return (bucket, key) of an s3:// or https:// URI, the key without its first slash."""
    parts = urlparse(uri)
    return parts.netloc, parts.path.lstrip("/")


def keys_under(s3: S3Client, uri: str) -> list[str]:
    """Return the keys of the objects under a prefix, sorted; empty when the bucket does not exist."""
    bucket, prefix = split_uri(uri)
    try:
        pages = list(s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix))
    except s3.exceptions.NoSuchBucket:
        return []
    keys = (item["Key"] for page in pages for item in page.get("Contents", []))
    return sorted(key for key in keys if not key.endswith("/"))


def region_of(s3: S3Client, uri: str) -> str | None:
    """Return the Region of the bucket of a URI, or None when it does not exist."""
    try:
        return s3.get_bucket_location(Bucket=split_uri(uri)[0])["LocationConstraint"] or "us-east-1"
    except s3.exceptions.ClientError:
        return None


def local_name(key: str, prefix: str) -> PurePosixPath:
    """Return where an object lands in its channel: its path below the prefix's last folder.

    `train/a.csv` under `train/` or `train` is `a.csv`; an object that is itself the prefix keeps its name.
    """
    if key == prefix:
        return PurePosixPath(key).relative_to(PurePosixPath(key).parent)
    folder = prefix if prefix.endswith("/") or not prefix else prefix + "/"
    if not key.startswith(folder):
        folder = prefix[: prefix.rfind("/") + 1]
    return PurePosixPath(key[len(folder) :])


def download(s3: S3Client, uri: str, folder: Path, share: tuple[int, int] = (0, 1)) -> None:
    """Copy the objects under a prefix into a folder: all of them, or share (number, of how many)."""
    bucket, prefix = split_uri(uri)
    number, of = share
    folder.mkdir(parents=True, exist_ok=True)
    for key in keys_under(s3, uri)[number::of]:
        target = folder / local_name(key, prefix)
        target.parent.mkdir(parents=True, exist_ok=True)
        s3.download_file(bucket, key, str(target))


def files_in(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield each file below a folder with its path relative to it, sorted."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path, path.relative_to(folder).as_posix()


def upload(s3: S3Client, folder: Path, uri: str) -> None:
    """Copy every file of a folder under a prefix, uncompressed."""
    bucket, prefix = split_uri(uri)
    for path, name in files_in(folder):
        s3.upload_file(str(path), bucket, f"{prefix.rstrip('/')}/{name}")


def synchronise(s3: S3Client, folders: Iterable[Path], uri: str) -> None:
    """Make a prefix equal to some folders: a file that none of them has any more is deleted in S3 too."""
    folders = list(folders)
    bucket, prefix = split_uri(uri)
    here = {f"{prefix.rstrip('/')}/{name}" for folder in folders for _, name in files_in(folder)}
    for key in keys_under(s3, uri.rstrip("/") + "/"):
        if key not in here:
            s3.delete_object(Bucket=bucket, Key=key)
    for folder in folders:
        upload(s3, folder, uri)


def upload_archive(s3: S3Client, folders: Iterable[Path], uri: str, keep: Path | None = None) -> None:
    """Pack the contents of folders into one tar.gz and upload it; on equal names the first folder wins.

    `keep`, when given, is where the archive stays.
    """
    contents: dict[str, Path] = {}
    for folder in folders:
        for path, name in files_in(folder):
            contents.setdefault(name, path)
    # What is large is mostly numbers, which hardly pack, and packing them takes minutes.
    level = 0 if sum(path.stat().st_size for path in contents.values()) > NOT_PACKED else 1
    with tempfile.TemporaryDirectory() as scratch:
        packed = keep or Path(scratch) / "packed.tar.gz"
        packed.parent.mkdir(parents=True, exist_ok=True)
        with tarfile.open(packed, mode="w:gz", compresslevel=level) as archive:
            for name, path in sorted(contents.items()):
                archive.add(path, arcname=name)
        bucket, key = split_uri(uri)
        s3.upload_file(str(packed), bucket, key)
