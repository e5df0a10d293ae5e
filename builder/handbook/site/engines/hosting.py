"""Files that make a web server send the site's security headers; ready for the usual static hosts."""

from collections.abc import Iterable

from handbook.render.tree import Tree
from handbook.site.engines.csp import policy


def hosting_files(hashes: Iterable[str], *, camera: bool = False) -> Tree:
    """Path in the site → bytes. `hashes` allow the inline scripts of all pages together; `camera` its own pages to ask
    for the camera, as the class page does.
    """
    headers = _headers(sorted(set(hashes)), "(self)" if camera else "()")
    return {
        "_headers": _netlify(headers).encode(),
        "hosting/nginx.conf": _nginx(headers).encode(),
        "hosting/apache.conf": _apache(headers).encode(),
    }


def _headers(hashes: list[str], camera: str) -> dict[str, str]:
    return {
        # Only a header can say who may show the pages in a frame; a learning system's address goes here.
        "Content-Security-Policy": f"{policy(hashes)}; frame-ancestors 'self'",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": f"camera={camera}, geolocation=(), microphone=(), payment=(), usb=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }


def _netlify(headers: dict[str, str]) -> str:
    """For Netlify, Cloudflare Pages and others that read `_headers`."""
    return "/*\n" + "".join(f"  {name}: {value}\n" for name, value in headers.items())


def _nginx(headers: dict[str, str]) -> str:
    lines = (f'add_header {name} "{value}" always;\n' for name, value in headers.items())
    return "# Inside the server block that serves this folder: include /path/to/hosting/nginx.conf;\n" + "".join(lines)


def _apache(headers: dict[str, str]) -> str:
    lines = (f'Header always set {name} "{value}"\n' for name, value in headers.items())
    return "# Needs mod_headers. Into the site's <Directory>, or into .htaccess beside index.html.\n" + "".join(lines)
