"""How property tests run: no time limit for one example, since other work shares the machine."""

from hypothesis import settings

settings.register_profile("house", deadline=None)
settings.load_profile("house")
