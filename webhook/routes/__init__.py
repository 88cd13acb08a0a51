"""One blueprint an audience. A route checks who calls, parses, and calls one service."""
