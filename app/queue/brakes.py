"""Who keeps tapping: one number in three seconds for a browser, forty in ten minutes for a kiosk.

An enrolled kiosk counts for itself. All other browsers at an opening count together: another cookie is quickly made.
"""

from fastapi import Request

from app.desks.models import Opening
from app.errors import TooMany
from app.staff.models import Device
from app.web.browser_key import browser_key
from app.web.limits import Brake

taps = Brake("1/3 seconds")
numbers = Brake("40/10 minutes")
alarm = Brake("1/10 minutes")


def hold_back(request: Request, opening: Opening) -> None:
    """Raises ``TooMany``; the host hears of it when somebody seems to take them all."""
    device: Device | None = request.state.device
    who = f"device-{device.id}" if device is not None else (browser_key(request) or b"").hex()
    taps.pull(who)
    try:
        numbers.pull(f"{opening.id}-{who if device is not None else 'others'}")
    except TooMany:
        alarm.allows(str(opening.id))
        raise


def is_held_back(opening: Opening) -> bool:
    """Whether numbers were refused in the last ten minutes because there were too many."""
    return alarm.is_full(str(opening.id))
