"""Figures worked out a second time, out of the publishers' own files and by nothing of the pipeline."""
