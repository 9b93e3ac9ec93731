"""Schools by a few letters, for other programs. What is sent is neither stored nor logged."""

from __future__ import annotations

import time

from fastapi import APIRouter

from app.services import school_shapes
from app.services.school_shapes import SchoolsShape
from app.web.api_problems import ProblemRoute, Refused, problems
from app.web.api_shapes import SchoolBody
from app.web.deps import PartsOf
from app.web.pace import Pace

MOST_AT_ONCE = 40
EACH_SECOND = 20.0

router = APIRouter(route_class=ProblemRoute)
pace = Pace(MOST_AT_ONCE, EACH_SECOND, time.monotonic)


@router.post(
    "/schools/search", responses=problems(400, 422, 429), summary="Schools by a few letters"
)
async def search(body: SchoolBody, parts: PartsOf) -> SchoolsShape:
    """At most eight schools whose name, town or postcode comes close to what was typed, misspelt or
    half written. A closed school gives way to the one that follows it. The list is as good as the
    file that this installation has loaded: `date` says from when it is."""
    if not pace.allows():
        raise Refused("pace", "Too many searches at once. Try again in a moment.")
    return school_shapes.like(parts.schools, body.text)
