"""How long the finder takes for each key, and what it loads before the first answer."""

from __future__ import annotations

from playwright.sync_api import Page, Response

TYPE = """async (query) => {
  const channel = new MessageChannel(); // a timer would wait 4 ms each time
  const turn = () => new Promise((next) => { channel.port1.onmessage = next; channel.port2.postMessage(0); });
  const input = document.querySelector("form[data-finder] input"), took = [];
  input.focus();
  for (let length = 1; length <= query.length; length++) {
    const begun = performance.now();
    input.value = query.slice(0, length);
    input.dispatchEvent(new Event("input", { bubbles: true }));
    while (input.form.dataset.answered !== input.value) await turn();
    took.push(performance.now() - begun);
  }
  return took;
}"""


def milliseconds(page: Page, query: str) -> list[float]:
    """From each key of ``query`` to the list with its whole answer, files fetched from this machine included."""
    took: list[float] = page.evaluate(TYPE, query)
    return took


def first_answer(page: Page, address: str, query: str) -> int:
    """Bytes of the script and of all files that a fresh page loads for ``query``, up to its first list."""
    found: list[Response] = []
    page.on("response", lambda response: found.append(response) if "/find" in response.url else None)
    page.goto(address)
    page.get_by_role("combobox").first.fill(query)
    page.get_by_role("option").first.wait_for()
    return sum(len(response.body()) for response in list(found))
