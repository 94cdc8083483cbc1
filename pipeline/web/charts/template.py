"""The look that all charts share, told once; the page's script turns each ``var(--…)`` into the theme's colour of the hour.

Traces come in a fixed order, which gives each its line: the place, then England, then the local authority.
"""

from __future__ import annotations

from typing import Any

_FONT = {"family": "var(--text)", "size": 13, "color": "var(--soft)"}


def _trace(colour: str, width: float, dash: str, marker: int) -> dict[str, Any]:
    return {
        "mode": "lines+markers",
        "line": {"color": colour, "width": width, "dash": dash},
        "marker": {"color": colour, "size": marker},
        "error_y": {"symmetric": False, "color": colour, "thickness": 1.5, "width": 4},
        "connectgaps": False,
        "hovertemplate": "%{text}: %{y}<extra>%{fullData.name}</extra>",
    }


TEMPLATE: dict[str, Any] = {
    "data": {
        "scatter": [
            _trace("var(--me)", 3, "solid", 8),
            _trace("var(--england)", 2, "dot", 4),
            _trace("var(--la)", 2, "dash", 4),
        ]
    },
    "layout": {
        "font": _FONT,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 8, "r": 28, "t": 12, "b": 8},
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {"bgcolor": "var(--card)", "bordercolor": "var(--line)", "font": {**_FONT, "color": "var(--ink)"}},
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
