"""What mkdocs.yml names under `hooks:`: policy, search, and a site that is replaced as a whole."""

from handbook.site.engines.site_plugin import SitePlugin

_plugin = SitePlugin()
on_startup = _plugin.on_startup
on_config = _plugin.on_config
on_files = _plugin.on_files
on_env = _plugin.on_env
on_page_context = _plugin.on_page_context
on_post_page = _plugin.on_post_page
on_post_template = _plugin.on_post_template
on_post_build = _plugin.on_post_build
on_build_error = _plugin.on_build_error
