"""Adapters that give the finished tree to a site engine; the only place that knows one."""

from handbook.site.engines.site import Offline, Site, build_site, serve_site
from handbook.site.engines.tree_on_disk import MarkdownTree, write_docs

__all__ = ["MarkdownTree", "Offline", "Site", "build_site", "serve_site", "write_docs"]
