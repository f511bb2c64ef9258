"""An attribute computed at its first reading and kept.

The standard library's own takes a lock at each first reading, which costs more than most of
what is computed here; objects of these rooms are not shared between threads while being read.
"""

from collections.abc import Callable
from typing import Generic, Self, TypeVar, overload

T = TypeVar("T")
V = TypeVar("V")


class once(Generic[T, V]):  # noqa: N801 -- used as a decorator, like `property`
    """Turn a method into an attribute of the instance; the class needs a `__dict__`."""

    def __init__(self, compute: Callable[[T], V]) -> None:
        self._compute = compute
        self._name = compute.__name__
        self.__doc__ = compute.__doc__

    @overload
    def __get__(self, instance: None, owner: type[T]) -> Self: ...
    @overload
    def __get__(self, instance: T, owner: type[T]) -> V: ...
    def __get__(self, instance: T | None, owner: type[T]) -> Self | V:
        if instance is None:
            return self
        value = instance.__dict__[self._name] = self._compute(instance)
        return value
