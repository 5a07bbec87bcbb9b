"""What is said when a file can't be read as it should be: where, what is wrong, and the mend."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from equalweight.files.source import shown as name_of

MOST_SHOWN: Final = 20


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong in a file. `line` counts from 1; None when it is the file as a whole."""

    line: int | None
    what: str
    mend: str

    def __str__(self) -> str:
        where = f"line {self.line}: " if self.line is not None else ""
        return f"{where}{self.what} {self.mend}".rstrip()


class FileRefused(Exception):
    """A file that was not used, with everything found wrong in it (nothing was changed)."""

    def __init__(self, path: Path, findings: Sequence[Finding]) -> None:
        self.path = path
        self.findings = tuple(findings)
        super().__init__(self._told())

    def _told(self) -> str:
        name = name_of(self.path)
        shown = [f"{name}: {finding}" for finding in self.findings[:MOST_SHOWN]]
        hidden = len(self.findings) - len(shown)
        if hidden:
            shown.append(f"{name}: and at least {hidden} more. Mend these first.")
        return "\n".join(shown)


def unreadable(path: Path, trouble: OSError) -> FileRefused:
    """A file that can't be opened or read at all."""
    if isinstance(trouble, FileNotFoundError):
        return FileRefused(path, [Finding(None, "There is no such file.", "Check the name and the folder.")])
    if isinstance(trouble, IsADirectoryError):
        return FileRefused(path, [Finding(None, "This is a folder.", "Give the name of a file in it.")])
    reason = trouble.strerror or str(trouble)
    return FileRefused(path, [Finding(None, f"It can't be read: {reason}.", "Check that you may read it.")])
