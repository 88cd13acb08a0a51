"""Use cases: one module a noun, one function a verb. The transaction opens here; no network inside it."""
