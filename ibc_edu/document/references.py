"""The reference list: who publishes a page, and whether its address is well formed."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

# Host without "www." -> organisation, for sites that articles on cancer cite; another site is called by its host.
_ORGANISATIONS = {
    "nationalbreastcancer.org": "National Breast Cancer Foundation (US)",
    "nbcf.org.au": "National Breast Cancer Foundation (Australia)",
    "clevelandclinic.org": "Cleveland Clinic",
    "mdanderson.org": "MD Anderson Cancer Center",
    "ucsf.edu": "University of California San Francisco",
    "pmc.ncbi.nlm.nih.gov": "PubMed Central",
    "ncbi.nlm.nih.gov": "National Center for Biotechnology Information",
    "mayoclinic.org": "Mayo Clinic",
    "komen.org": "Susan G. Komen",
    "cancer.org": "American Cancer Society",
    "cancer.gov": "National Cancer Institute",
    "bcrf.org": "Breast Cancer Research Foundation",
    "breastcancer.org": "Breastcancer.org",
    "cancerresearchuk.org": "Cancer Research UK",
}
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


def organisation_of(url: str) -> str:
    """Publisher of the page at `url`: a known organisation by its site or a parent of it, else the host."""
    host = host_of(url)
    labels = host.split(".")
    for first in range(len(labels)):
        known = _ORGANISATIONS.get(".".join(labels[first:]))
        if known:
            return known
    return host


def is_well_formed(url: str) -> bool:
    """Whether `url` is an http(s) address with a host and only characters that RFC 3986 allows."""
    if not url.lower().startswith(("http://", "https://")) or not _RFC_3986.fullmatch(url) or _BAD_ESCAPE.search(url):
        return False
    return "." in host_of(url)
