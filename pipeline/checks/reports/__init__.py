"""Tells a report: to programs in Frictionless's JSON, to a pull request in Markdown, to people in a short list."""

from pipeline.checks.reports.as_json import as_json
from pipeline.checks.reports.as_list import as_list
from pipeline.checks.reports.as_markdown import as_markdown

__all__ = ["as_json", "as_list", "as_markdown"]
