"""The gap map on its written page: how many studies and findings each topic has on each group of outcomes, and where there are none."""

from __future__ import annotations

from pipeline.evidence import GRADES
from pipeline.web.gap_map import GapMap, file_name
from pipeline.web.pages import words


def compose(found: GapMap) -> str:
    """HTML for the mark ``map``: the filters, which a script brings to life, and the table of counts, which needs none."""
    programmes: dict[str, set[str]] = {}
    for finding in found.findings:
        programmes.setdefault(finding.topic, set()).add(finding.intervention)
    view = {
        "groups": found.groups,
        "topics": [(topic, file_name(topic), len(programmes[topic]), cells) for topic, cells in found.topics.items()],
        "grades": GRADES,
        "ratings": sorted({finding.rating for finding in found.findings} - {""}),
        "programmes": len(set().union(*programmes.values())),
        "studies": len({finding.review_id for finding in found.findings}),
        "findings": len(found.findings),
        "gaps": sum(not cell.findings for cell in found.cells),
        "cells": len(found.cells),
    }
    return str(words.macros("gap_map").section(view))
