"""Recorded voices of this installation, for the command line: which there are, and their export."""

from __future__ import annotations

import os

from app import settings
from app.checks import installation
from app.services import audio_files


def status() -> tuple[str, ...]:
    """One line for each language that has any."""
    root, chosen = installation.root(), settings.from_environment(os.environ)
    with installation.recorded(chosen, root) as recorded:
        return tuple(audio_files.status(recorded, root / "locales"))


def export() -> tuple[str, ...]:
    """Put them into the files of a checkout; one line for each file that changed."""
    root, chosen = installation.checkout(), settings.from_environment(os.environ)
    with installation.recorded(chosen, root) as recorded:
        return tuple(
            f"{'Written' if path.exists() else 'Deleted'}: {path.relative_to(root)}"
            for path in audio_files.exported(recorded, root / "locales")
        )
