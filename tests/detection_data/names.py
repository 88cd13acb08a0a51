"""Real names of people and places, from installed packages: Faker's locales and the phone numbers' regions."""

import random
from collections.abc import Collection
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from faker.providers import address, job, person
from phonenumbers.carrierdata import CARRIER_DATA
from phonenumbers.geodata import GEOCODE_DATA

from tests.detection_data.coarse import is_coarse
from tests.detection_data.titles import TITLES


def _listed(provider: type, kind: str) -> list[str]:
    """The names that a provider lists as an attribute; a few locales have none, or make theirs."""
    names = getattr(provider, kind, ())
    return [str(name) for name in names] if isinstance(names, Collection) else []


@cache
def person_names() -> tuple[str, ...]:
    """First and last names of all locales that Faker knows, in lower case, single words only."""
    names: set[str] = set()
    for module in iter_modules(person.__path__):
        provider = import_module(f"{person.__name__}.{module.name}").Provider
        for kind in ("first_names", "last_names"):
            names.update(name.lower() for name in _listed(provider, kind))
    return tuple(
        sorted(name for name in names if len(name) > 1 and len(name.split()) == 1 and not is_coarse(name))
    )


@cache
def titles_and_place_names() -> tuple[str, ...]:
    """Places, phone companies, occupations and titles, written as their sources write them."""
    found = {*TITLES, *job.Provider.jobs}
    for names in (*GEOCODE_DATA.values(), *CARRIER_DATA.values()):
        found.update(names.values())
    for module in iter_modules(address.__path__):
        provider = import_module(f"{address.__name__}.{module.name}").Provider
        for kind in ("cities", "city_names", "countries"):
            found.update(_listed(provider, kind))
    return tuple(sorted(name for name in found if name.strip()))


def rare_name(rng: random.Random) -> str:
    """A name of any locale, each as likely as any other, so that most are rare."""
    return rng.choice(person_names())
