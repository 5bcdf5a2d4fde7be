"""Exceptions and warnings of the package. Each has a text that says what was found and what was expected."""

__all__ = ["EngineError", "InputError", "ScaleWarning", "YuragiError"]


class YuragiError(Exception):
    """The base of all exceptions of the package."""


class InputError(YuragiError, ValueError):
    """What was given is wrong: a value, an array, a file or a design."""


class EngineError(YuragiError, RuntimeError):
    """Something outside failed: a tool, a file that cannot be written, a device that does not answer."""


class ScaleWarning(UserWarning):
    """Values do not fit the scale of the training data well: some were clipped, or all are far too small."""
