"""Seeded test data for the keyword detector, made without a look at how it matches."""
