"""Numbers to hold, each measured beside something else in one run; ratios only, never absolute times."""
