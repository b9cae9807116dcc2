"""What lies in S3 before a rehearsal begins: folders of the reader's, in the place of those that only AWS has.

A launch file may read data that have been in a bucket for years. `--s3 s3://bucket/prefix=folder` puts them there.
"""

from collections.abc import Sequence
from pathlib import Path

from rehearsal.machine.storage import split_uri
from rehearsal.wire import replies

STAND_IN = "seeded-s3"
ELSEWHERE = "us-east-1"  # the Region in which a bucket is made without saying which
Seed = tuple[str, Path]  # the address, and the folder or file


def plant(seeds: Sequence[Seed], region: str) -> None:
    """Put each folder, or file, at its address, in a bucket of that Region."""
    s3, made = replies.client("s3", region or ELSEWHERE), set[str]()
    for uri, path in seeds:
        bucket, prefix = split_uri(uri)
        if bucket not in made:
            asked = {"CreateBucketConfiguration": {"LocationConstraint": region}}
            s3.create_bucket(Bucket=bucket, **(asked if region not in ("", ELSEWHERE) else {}))
            made.add(bucket)
        for file in sorted(each for each in path.rglob("*") if each.is_file()) if path.is_dir() else [path]:
            below = file.relative_to(path).as_posix() if path.is_dir() else ""
            key = "/".join(filter(None, [prefix.strip("/"), below]))
            s3.upload_file(str(file), bucket, key or file.name)
