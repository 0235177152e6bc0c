"""Property tests: no deadline, because a busy machine is no failure, and nothing kept between runs."""

from hypothesis import settings

settings.register_profile("mgsite", deadline=None, database=None)
settings.load_profile("mgsite")
