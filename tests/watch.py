"""Keeps an eye on a page: what it asks of other hosts is stopped and noted, and so is what it complains about."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Route

from tests.loopback import HOST


class Watch:
    """``elsewhere`` holds each address on another host that the page asked for, ``errors`` each error that it met."""

    def __init__(self, page: Page) -> None:
        self.elsewhere: list[str] = []
        self.errors: list[str] = []
        page.context.route("**/*", self._let_through)
        page.on("console", self._listen)
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _let_through(self, route: Route) -> None:
        address = route.request.url
        if urlsplit(address).hostname == HOST:
            route.continue_()
            return
        self.elsewhere.append(address)
        route.abort()

    def _listen(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(f"{message.text} ({message.location.get('url', '')})")
