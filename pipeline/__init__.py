"""Publishers' files in, checked data packages and a static site out."""
