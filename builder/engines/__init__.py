"""Adapters that give the finished tree to a site engine; the only place that knows one."""

from builder.engines.site import build_site, serve_site
from builder.engines.written import write_docs

__all__ = ["build_site", "serve_site", "write_docs"]
