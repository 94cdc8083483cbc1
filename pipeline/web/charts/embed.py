"""A chart's figure as it stands in a page: without what the table below it says already."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

ENCODE = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False).encode
IN_TABLE = ("name", "x0", "y")
WHISKERS = "error_y"  # whose ends stand in the table's column of intervals
SHAPES = "shapes"  # bands over the years that are open in every column, and borders, whose places stand in the layout's ``meta``


def embed(figure: Mapping[str, Any]) -> str:
    """JSON that may stand in a script element; the page's script takes the names, years and values from the table's columns.

    So every figure stands in the page once, and the chart cannot say anything else than the table.
    """
    stubs = [{key: {} if key == WHISKERS else value for key, value in trace.items() if key not in IN_TABLE} for trace in figure["data"]]
    layout = {key: value for key, value in figure["layout"].items() if key != SHAPES}
    return ENCODE({"data": stubs, "layout": layout}).replace("<", "\\u003c")
