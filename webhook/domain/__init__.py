"""Pure rules: states, commands, named failures. No Flask, no SQLAlchemy, no clock of its own."""
