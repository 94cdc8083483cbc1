"""Data sets of the DfE's Explore Education Statistics: a data CSV with the file beside it that says what its columns are."""
