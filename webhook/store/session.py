"""What use cases need to name of the database library, so that they need not import it."""

from sqlalchemy.exc import IntegrityError as Duplicate
from sqlalchemy.exc import SQLAlchemyError as DatabaseFailed
from sqlalchemy.orm import Session

__all__ = ["DatabaseFailed", "Duplicate", "Session"]
