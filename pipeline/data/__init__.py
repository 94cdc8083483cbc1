"""Raw files in, checked data packages out; draws nothing."""
