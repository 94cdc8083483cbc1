"""Judges tables and packages: fast over what is right, in Frictionless's own words over what is wrong."""
