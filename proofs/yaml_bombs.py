"""x"""


def prove(*, full, seed): ...
