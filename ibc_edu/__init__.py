"""An open course on stage IV inflammatory breast cancer: the article as tables, and lessons to work through."""

from __future__ import annotations
