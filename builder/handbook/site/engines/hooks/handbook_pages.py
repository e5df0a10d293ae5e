"""What mkdocs.yml names under `hooks:`: pages from the authors' files, made in memory."""

from handbook.site.engines.pages_plugin import PagesPlugin

_plugin = PagesPlugin()
on_startup = _plugin.on_startup
on_config = _plugin.on_config
on_files = _plugin.on_files
on_nav = _plugin.on_nav
on_page_markdown = _plugin.on_page_markdown
on_page_content = _plugin.on_page_content
on_post_page = _plugin.on_post_page
on_serve = _plugin.on_serve
on_build_error = _plugin.on_build_error
on_shutdown = _plugin.on_shutdown
