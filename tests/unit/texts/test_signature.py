"""Twilio's signature, against the example of its own documentation."""

import pytest

from webhook.gateways.sms.signature import is_signed, sign

TOKEN, URL = "12345", "https://mycompany.com/myapp.php?foo=1&bar=2"
FORM = {
    "CallSid": "CA1234567890ABCDE",
    "Caller": "+14158675309",
    "Digits": "1234",
    "From": "+14158675309",
    "To": "+18005551212",
}
SIGNATURE = "RSOYDt4T1cUTdK1PDd93/VVr8B8="


def test_the_documented_example_is_signed_as_documented() -> None:
    assert sign(TOKEN, URL, FORM) == SIGNATURE
    assert is_signed(TOKEN, URL, FORM, SIGNATURE)


@pytest.mark.parametrize("changed", [{"Digits": "1235"}, {"More": ""}])
def test_no_field_may_change(changed: dict[str, str]) -> None:
    assert not is_signed(TOKEN, URL, {**FORM, **changed}, SIGNATURE)
