"""Names of findings that stay the same when code moves, for services that follow findings from run to run."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator

from ..findings import Finding


def with_fingerprints(findings: Iterable[Finding]) -> Iterator[tuple[Finding, str]]:
    """Each finding and its fingerprint, hexadecimal; of several alike, each has its own."""
    from hashlib import sha256

    seen = Counter[tuple[str, ...]]()
    for finding in findings:
        path = os.path.normpath(finding.path).replace(os.sep, "/")
        key = (finding.rule, path, finding.function, finding.code)
        seen[key] += 1
        text = "\0".join((*key, str(seen[key])))
        yield finding, sha256(text.encode("utf-8", "surrogateescape")).hexdigest()
