"""Small stand-ins, by hand, for what a test does not want to bring: nothing of our own code is ever patched."""
