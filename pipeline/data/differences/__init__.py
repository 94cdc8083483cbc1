"""What differs between a package as it is and as it was: by row, by measure and by size, with nothing left out of the totals."""

from pipeline.data.differences.changes import Difference
from pipeline.data.differences.comparing import against_revision, between
from pipeline.data.differences.printing import markdown, plain

__all__ = ["Difference", "against_revision", "between", "markdown", "plain"]
