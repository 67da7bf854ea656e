"""What holds for all tests."""

from hypothesis import settings

# Time is measured by the benchmarks: a busy machine must not fail a test.
settings.register_profile("switchback", deadline=None)
settings.load_profile("switchback")
