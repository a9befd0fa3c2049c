"""The exceptions of the package; their messages are the library's."""


class Error(Exception):
    """Whatever goes wrong with data that an extractor is built of, or that it reads."""


class DataError(Error, ValueError):
    """The content of a file, an entry or a batch is not as expected; all problems of a file at once."""


class LoadError(Error, OSError):
    """A file or directory could not be read."""


class ConfigError(Error, ValueError):
    """The parts given to an extractor do not fit together."""
