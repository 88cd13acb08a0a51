"""Turnpoint: the service that faces the internet and the only writer."""
