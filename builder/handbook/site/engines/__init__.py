"""Adapters that give the finished tree to a site engine; the only place that knows one."""

from handbook.site.engines.site import build_site, serve_site
from handbook.site.engines.tree_on_disk import write_docs

__all__ = ["build_site", "serve_site", "write_docs"]
