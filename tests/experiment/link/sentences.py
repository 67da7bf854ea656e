"""What is said of the parts of a link that cannot be read."""

from experiment import decode


def sentences(link: str) -> list[str]:
    return [str(problem) for problem in decode(link)[1]]
