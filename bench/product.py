"""The product as it is served, on a day of our choosing. Usage: python -m bench.product PORT FOLDER

The same wiring and the same server settings as `python -m app serve`; only the clock is fixed, so
that the cases of `cases.yaml` stay the cases they are, and made-up languages can be read.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime, time
from pathlib import Path

import uvicorn

from app import settings
from app.content.load import load
from app.main import create_app
from bench.cases import read

if __name__ == "__main__":
    port, folder = int(sys.argv[1]), Path(sys.argv[2])
    noon = datetime.combine(read().on, time(12), UTC)
    configured = settings.from_environment(
        {"EXCLUSION_RIGHTS_FOLDER": str(folder)}, "127.0.0.1", port
    )
    library = load(configured.content_root)
    uvicorn.run(
        create_app(configured, library, lambda: noon, pseudo_languages=True),
        host="127.0.0.1",
        port=port,
        access_log=False,
        log_level="warning",
    )
