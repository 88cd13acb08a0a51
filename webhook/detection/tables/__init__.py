"""What the folding, the readings and the guard look things up in, and the builders of it. See README.md."""
