"""What AWS looks for at the S3 addresses of a job: it refuses one that it finds nothing at, or fails it later."""

from collections.abc import Mapping, Sequence
from typing import Any

from rehearsal.aws.seeds import Seed
from rehearsal.machine import contract
from rehearsal.machine.storage import keys_under, region_of, split_uri
from rehearsal.wire import replies, rules


class Addresses:
    """The addresses of the jobs of one rehearsal. `seeds` lie in buckets of the reader's, wherever those are."""

    def __init__(self, seeds: Sequence[Seed]) -> None:
        self._theirs = {split_uri(address)[0] for address, _ in seeds}

    def check(self, request: Mapping[str, Any], region: str, operation: str) -> None:
        """Refuse a job, or what is to start some, if AWS would find nothing in one of its channels."""
        s3 = replies.client("s3", region)
        for uri in contract.sources(request):
            bucket, lies = split_uri(uri)[0], self._lies(uri, region)
            told = {"uri": uri, "region": region, "role": request["RoleArn"], "bucket": bucket}
            if lies and lies != region:
                raise rules.refused("balde-de-outra-regiao", operation, **told, other=lies)
            if not keys_under(s3, uri):
                raise rules.refused("prefixo-vazio", operation, **told)

    def fails(self, request: Mapping[str, Any], region: str) -> rules.Broken | None:
        """Return the rule for which AWS takes a job and cannot download its data, or None."""
        for uri in contract.sources(request):
            for key in keys_under(replies.client("s3", region), uri):
                if "//" in key:
                    return rules.failed("barra-dupla", bucket=split_uri(uri)[0], key=key)
        return None

    def lost(self, request: Mapping[str, Any], region: str) -> rules.Broken | None:
        """Return the rule for which what a job makes is lost, or None."""
        uri = contract.model_uri(request)
        lies = self._lies(uri, region)
        return rules.failed("saida-em-outra-regiao", uri=uri) if lies and lies != region else None

    def _lies(self, uri: str, region: str) -> str | None:
        """Return the Region of a bucket that the program made, or None: where one of the reader's lies, nobody said."""
        return None if split_uri(uri)[0] in self._theirs else region_of(replies.client("s3", region), uri)
