"""Frictionless's kinds of error, by their type."""

from __future__ import annotations

from collections.abc import Mapping

from frictionless import Error, errors

_ALL: list[type[Error]] = [Error, *Error.list_children()]
KINDS: Mapping[str, type[Error]] = {kind.type: kind for kind in _ALL}

# What can stand in for an error that Frictionless does not know: they say where it is, and their message holds the note.
OF_CELL, OF_ROW, OF_TABLE = errors.ForbiddenValueError, errors.RowConstraintError, errors.TableError
