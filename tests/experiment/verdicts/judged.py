"""The verdict of the one run of a link."""

from experiment import Verdict, decode, run


def verdict(link: str) -> Verdict:
    e, problems = decode(link)
    assert problems == ()
    (trajectory,) = run(e)
    return trajectory.verdict
