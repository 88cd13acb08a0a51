"""How Turnpoint is run on one machine: keys, training, the parts, one process manager over them."""
