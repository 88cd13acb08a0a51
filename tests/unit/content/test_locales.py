"""What is known of each country."""

from webhook.content import Content, files
from webhook.content.locales import Ages

from .conftest import DATA

FILES = {path.stem.upper(): files.read(path) for path in (DATA / "locales").glob("*.yml")}
SHIPPED = {
    "en": "GB", "hi": "IN", "es": "ES MX AR CO", "fr": "FR BE CH MA", "de": "DE AT CH", "pt": "PT BR",
    "ar": "EG MA SA AE", "bn": "BD IN",
}  # fmt: skip


def test_each_language_has_its_countries(content: Content) -> None:
    for language, countries in SHIPPED.items():
        for country in countries.split():
            assert language in content.locale(country).languages, country


def test_a_law_is_said_only_where_it_has_a_source_and_a_date() -> None:
    for country, locale in FILES.items():
        assert (locale["law"] is None) == (locale["law_source"] is None), country
    assert {country for country, locale in FILES.items() if locale["law"]} == {"GB", "IN"}


def test_a_child_is_anyone_under_18_wherever_we_say_so(content: Content) -> None:
    assert {content.locales.ages(country).child_under for country in FILES} == {18}
    assert content.locales.ages("in") == Ages(majority=18, child_under=18)
    assert content.locales.ages("XX") == Ages(majority=None, child_under=None)


def test_ages_that_nobody_has_looked_up_say_so() -> None:
    assert all("general knowledge" in locale["ages"]["source"] for locale in FILES.values())
