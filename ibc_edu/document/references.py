"""The reference list: who publishes a page, and whether its address is well formed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

# Characters of a URL by RFC 3986; anything else must be percent-encoded.
_RFC_3986 = re.compile(r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+")
_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")


def host_of(url: str) -> str:
    """Host of `url` in lower case without ``www.``; empty if there is none."""
    try:
        host = urlsplit(url if "://" in url else f"//{url}").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def organisation_of(url: str, known_as: Mapping[str, str]) -> str:
    """Publisher of the page at `url`: the name that its site, or a parent of it, is `known_as`, else the host.

    Parameters
    ----------
    url : str
    known_as : mapping of host (without ``www.``) to name
    """
    host = host_of(url)
    labels = host.split(".")
    for first in range(len(labels)):
        known = known_as.get(".".join(labels[first:]))
        if known:
            return known
    return host


def is_well_formed(url: str) -> bool:
    """Whether `url` is an http(s) address with a host and only characters that RFC 3986 allows."""
    if not url.lower().startswith(("http://", "https://")) or not _RFC_3986.fullmatch(url) or _BAD_ESCAPE.search(url):
        return False
    return "." in host_of(url)
