"""Calls that the console refuses before any use case is asked."""

from webhook.domain.errors import Refused


class FormExpired(Refused):
    """The CSRF token is missing, or belongs to another session."""

    slug, status, title = "form-expired", 400, "This page is out of date"
    detail = "Load the page again, then repeat what you did."


class FromElsewhere(Refused):
    """The browser says that another site caused this call."""

    slug, status, title = "from-elsewhere", 403, "Not from this page"
    detail = "Use the console itself."
