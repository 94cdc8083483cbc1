"""Data Package descriptors that strangers wrote: read strictly, held to the standard's keys, and never led out of their folder."""
