"""The database, and the only place that knows SQLAlchemy: tables, transactions, queries by noun, crypto."""
