"""The same reasoning as JSON."""

from fastapi import APIRouter

router = APIRouter()
