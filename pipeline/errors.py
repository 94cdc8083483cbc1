"""What can go wrong, one class a stage; every message says where, what was found and what was expected."""

from __future__ import annotations


class PipelineError(Exception):
    """A fault in what we were given, told in one line.

    ``where`` names the file, row or field, ``found`` what stands there and ``expected`` what should.
    """

    def __init__(self, where: object, found: object, expected: object) -> None:
        self.where, self.found, self.expected = str(where), str(found), str(expected)
        super().__init__(f"{self.where}: found {self.found}; expected {self.expected}")

    def __reduce__(self) -> tuple[type[PipelineError], tuple[str, str, str]]:
        """A worker process hands its error on in three parts."""
        return type(self), (self.where, self.found, self.expected)


class CatalogueError(PipelineError):
    """A contract (descriptor, measures, lock) does not say what it must."""


class SourceError(PipelineError):
    """A publisher's file is missing, altered or unreadable."""


class TidyError(PipelineError):
    """A publisher's file holds something that its dataset's room does not know."""


class PackageError(PipelineError):
    """A table breaks its contract."""


class PoolingError(PipelineError):
    """Effects of studies that cannot be pooled, or not honestly."""


class SiteError(PipelineError):
    """The site could not be built whole."""
