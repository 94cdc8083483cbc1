"""Checked packages become pages; nothing is computed here."""
