"""Where a request really comes from. A forwarded address counts only from our own proxies."""

from __future__ import annotations

from ipaddress import ip_address

from starlette.requests import Request

from app.settings import Settings


def network_address(request: Request, settings: Settings) -> str:
    """The visitor's address. Kept nowhere but as a keyed hash beside wrong numbers."""
    near = request.client.host if request.client else ""
    if not _is_ours(near, settings):
        return near
    passed = request.headers.get("x-forwarded-for", "")
    for each in reversed([part.strip() for part in passed.split(",") if part.strip()]):
        if not _is_ours(each, settings):
            return each
    return near


def _is_ours(address: str, settings: Settings) -> bool:
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return any(found in network for network in settings.trusted_proxies)
