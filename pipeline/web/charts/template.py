"""The look that all charts share, told once; the page's script turns each ``var(--…)`` into the theme's colour of the hour.

Traces come in a fixed order, which gives each its look. Of a trend: the place, then England, then the local authority, each with a dash and
a mark of its own, so that no colour stands alone. Of a spread: schools, schools that had not joined yet, the middle half of the place's
schools, that of England's on its outline. Of a map: its four classes from low to high, then areas without a figure. Of a forest:
where one more study may lie, intervals and averages of pools, intervals and effects of studies. Of effects: studies, one more study, the
average's interval. Of precision: studies, the lines of chance, the average.
"""

from __future__ import annotations

from typing import Any

_FONT = {"family": "var(--text)", "size": 13, "color": "var(--soft)"}
_NO_AXIS = {"visible": False, "fixedrange": True}


def _trace(colour: str, width: float, dash: str, marker: int, symbol: str) -> dict[str, Any]:
    return {
        "mode": "lines+markers",
        "line": {"color": colour, "width": width, "dash": dash},
        "marker": {"color": colour, "size": marker, "symbol": symbol},
        "error_y": {"symmetric": False, "color": colour, "thickness": 1.5, "width": 4},
        "connectgaps": False,
    }


def _dots(symbol: str) -> dict[str, Any]:
    return {"mode": "markers", "marker": {"color": "var(--me)", "size": 9, "symbol": symbol, "line": {"color": "var(--card)", "width": 1}}}


def _bar(colour: str, width: int) -> dict[str, Any]:
    return {"mode": "lines", "line": {"color": colour, "width": width}}


def _area(fill: dict[str, Any]) -> dict[str, Any]:
    return {"mode": "lines", "fill": "toself", "line": {"color": "var(--edge)", "width": 0.75}, **fill}


TEMPLATE: dict[str, Any] = {
    "data": {
        "scatter": [
            _trace("var(--me)", 3, "solid", 8, "circle"),
            _trace("var(--england)", 2, "dot", 6, "square"),
            _trace("var(--la)", 2, "dash", 6, "diamond"),
        ]
    },
    "layout": {
        "font": _FONT,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 8, "r": 28, "t": 12, "b": 8},
        "dragmode": False,
        "hovermode": False,
        "legend": {
            "orientation": "h",
            "x": 0,
            "y": -0.16,
            "xanchor": "left",
            "yanchor": "top",
            "itemclick": False,
            "itemdoubleclick": False,
        },
        "xaxis": {
            "automargin": True,
            "fixedrange": True,
            "showgrid": False,
            "zeroline": False,
            "ticks": "outside",
            "ticklen": 4,
            "tickcolor": "var(--line)",
            "linecolor": "var(--line)",
            "ticklabeloverflow": "allow",
        },
        "yaxis": {
            "automargin": True,
            "fixedrange": True,
            "gridcolor": "var(--line)",
            "zerolinecolor": "var(--soft)",
            "zerolinewidth": 1,
            "nticks": 6,
            "tickformat": ",",
            "rangemode": "tozero",
        },
        "shapedefaults": {
            "type": "rect",
            "yref": "paper",
            "y0": 0,
            "y1": 1,
            "layer": "below",
            "line": {"color": "var(--soft)", "width": 0, "dash": "dash"},
            "fillcolor": "var(--eng)",
            "opacity": 0.55,
        },
    },
}

_SPREAD: dict[str, Any] = {
    "data": {
        "scatter": [
            _dots("circle"),
            {"mode": "markers", "marker": {"color": "var(--me)", "size": 9, "symbol": "circle-open", "line": {"width": 2}}},
            _bar("var(--sim)", 9),
            _bar("var(--edge)", 16),
            _bar("var(--eng)", 13),
        ]
    },
    "layout": {
        **TEMPLATE["layout"],
        "margin": {"l": 16, "r": 16, "t": 8, "b": 8},
        "xaxis": {**TEMPLATE["layout"]["xaxis"], "tickformat": ",", "nticks": 7},
        "yaxis": _NO_AXIS,
    },
}

_MAP: dict[str, Any] = {
    "data": {
        "scatter": [
            *(_area({"fillcolor": f"var(--step{step})"}) for step in (1, 2, 3, 4)),
            _area({"fillpattern": {"shape": "/", "fgcolor": "var(--soft)", "bgcolor": "var(--card)", "size": 6, "solidity": 0.2}}),
        ]
    },
    "layout": {
        **TEMPLATE["layout"],
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "legend": {**TEMPLATE["layout"]["legend"], "y": -0.02, "traceorder": "normal"},
        "xaxis": _NO_AXIS,
        "yaxis": {**_NO_AXIS, "scaleanchor": "x"},
    },
}


def _row_line(colour: str, width: float) -> dict[str, Any]:
    return {"mode": "lines", "connectgaps": False, "line": {"color": colour, "width": width}, "showlegend": False}


def _marks(symbol: str, size: int, colour: str = "var(--me)") -> dict[str, Any]:
    outline = {"color": "var(--card)", "width": 1}
    return {"mode": "markers", "marker": {"color": colour, "size": size, "symbol": symbol, "line": outline}, "showlegend": False}


def _research(traces: list[dict[str, Any]], yaxis: dict[str, Any]) -> dict[str, Any]:
    look = TEMPLATE["layout"]
    xaxis = {**look["xaxis"], "showgrid": True, "gridcolor": "var(--line)", "tickformat": "~g"}
    layout = {**look, "margin": {"l": 12, "r": 16, "t": 8, "b": 8}, "xaxis": xaxis, "yaxis": yaxis}
    return {"data": {"scatter": traces}, "layout": layout}


_QUIET_AXIS = {"automargin": True, "fixedrange": True, "showgrid": False, "zeroline": False, "ticks": ""}
_FOREST = _research(
    [
        _row_line("var(--sim)", 1.5),
        _row_line("var(--me)", 5),
        _marks("diamond", 11),
        _row_line("var(--edge)", 1.5),
        _marks("square", 7),
    ],
    _QUIET_AXIS,
)
_EFFECTS = _research([_marks("circle", 8), _row_line("var(--sim)", 9), _row_line("var(--me)", 9)], _NO_AXIS)
_DASHED = {"mode": "lines", "line": {"color": "var(--soft)", "width": 1.5, "dash": "dash"}, "showlegend": False}
_PRECISION = _research(
    [_marks("circle", 8), _DASHED, _DASHED, _row_line("var(--sim)", 2)],
    {**_QUIET_AXIS, "showgrid": True, "gridcolor": "var(--line)", "tickformat": "~g", "nticks": 6},
)

TEMPLATES: dict[str, dict[str, Any]] = {
    "trend": TEMPLATE,
    "spread": _SPREAD,
    "map": _MAP,
    "forest": _FOREST,
    "effects": _EFFECTS,
    "precision": _PRECISION,
}
