"""The security policy that every page carries; what breaks it writes to the console, which fails every browser test."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">')


def test_every_page_has_it_and_no_script_of_the_page_itself_may_run(sample_site: Path) -> None:
    pages = list(sample_site.rglob("*.html"))
    policies = {found[1] for page in pages if (found := POLICY.search(page.read_text(encoding="utf-8")))}
    assert sum(bool(POLICY.search(page.read_text(encoding="utf-8"))) for page in pages) == len(pages) > 300
    for policy in policies:
        rules = dict(rule.split(" ", 1) for rule in policy.split(";"))
        assert rules["default-src"] == "'self'"
        assert "unsafe" not in rules.get("script-src", "")
        assert rules["object-src"] == "'none'"
        assert rules["base-uri"] == "'none'"
    assert len(policies) == 2


LATER = """() => {
  const script = document.createElement("script");
  script.textContent = "window.ran = 1";
  document.body.append(script);
}"""


def test_a_script_that_is_smuggled_in_does_not_run(
    browser: Browser, sample_site: Path, tmp_path: Path, serve: Callable[[Path], str]
) -> None:
    html = (sample_site / "404.html").read_text(encoding="utf-8")
    smuggled = "<script>window.ran = 1</script><img src=x onerror='window.ran = 1'>"
    (tmp_path / "page.html").write_text(html.replace("<h1>", f"{smuggled}<h1>"), encoding="utf-8")
    page = browser.new_page()
    page.goto(serve(tmp_path) + "page.html")
    page.evaluate(LATER)
    assert page.evaluate("window.ran") is None
    page.close()
