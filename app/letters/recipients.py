"""Who a letter goes to: name and address lines for the facts. Knows no role by name."""

from __future__ import annotations

from collections.abc import Iterable

from app.letters.filling import Filler, Runs, joined
from app.letters.situation import Holds
from app.letters.wording import Said, Voice
from app.model.letters import Address, Recipient, Run


def address_of(role: Recipient, holds: Holds) -> tuple[int, Address]:
    """The address that certainly fits, with its place in the list.

    Where none does, the last one: an author puts the most careful wording there.
    """
    fitting = (each for each in enumerate(role.addresses) if holds(each[1].when) == "yes")
    return next(fitting, (len(role.addresses) - 1, role.addresses[-1]))


def address_runs(role: Recipient, filler: Filler) -> Runs:
    """The address, line by line."""
    index, address = address_of(role, filler.situation.holds)
    context = f"recipients.{role.id}.addresses.{index}.lines"
    lines = (filler.fill(line, f"{context}.{at}") for at, line in enumerate(address.lines))
    return joined(each.runs for each in lines)


def greeting(role: Recipient, holds: Holds) -> tuple[str, str]:
    """The greeting in English, and its context."""
    index, address = address_of(role, holds)
    return address.greeting, f"recipients.{role.id}.addresses.{index}.greeting"


def note(role: Recipient, holds: Holds, voice: Voice) -> Said | None:
    """What the family should know about this address, if anything."""
    index, address = address_of(role, holds)
    context = f"recipients.{role.id}.addresses.{index}.note"
    return voice.say(address.note, context) if address.note else None


def names(roles: Iterable[Recipient], filler: Filler, but: Recipient) -> Runs:
    """The first lines of several addresses, as one list. Who gets the letter gets no copy."""
    found = [_name(role, filler) for role in roles]
    others = [name for name in found if name != _name(but, filler)]
    return (Run(filler.voice.list_and(others), "value"),) if others else ()


def _name(role: Recipient, filler: Filler) -> str:
    index, address = address_of(role, filler.situation.holds)
    context = f"recipients.{role.id}.addresses.{index}.lines.0"
    return filler.fill(address.lines[0], context).plain
