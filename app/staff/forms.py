"""What may be sent to us about signing in and the team."""

from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field, StringConstraints

from app.i18n import LANGUAGE_NAMES, _
from app.staff.models import DeviceKind, Role
from app.staff.rules import PASSWORD_LENGTH, PIN_LENGTH
from app.web import PageForm


def _known_languages(codes: list[str]) -> list[str]:
    if not codes or any(code not in LANGUAGE_NAMES for code in codes):
        raise ValueError(_("Choose at least one language."))
    return codes


def _six_digits(pin: str) -> str:
    if len(pin) != PIN_LENGTH or not pin.isascii() or not pin.isdigit():
        raise ValueError(_("A PIN has six digits."))
    return pin


def _long_enough(password: str) -> str:
    if len(password) < PASSWORD_LENGTH:
        raise ValueError(_("A password has twelve characters or more. Four words are fine."))
    return password


Pin = Annotated[str, AfterValidator(_six_digits)]
Password = Annotated[str, StringConstraints(strip_whitespace=False, max_length=200), AfterValidator(_long_enough)]
# Nothing ticked is nothing sent: the default is checked too, so that the message is the same.
Languages = Annotated[list[str], AfterValidator(_known_languages), Field(default_factory=list, validate_default=True)]
Roles = list[Literal[Role.VOLUNTEER, Role.HOST, Role.COORDINATOR]]
Name = Annotated[str, StringConstraints(min_length=1, max_length=80)]
SignInName = Annotated[str, StringConstraints(min_length=2, max_length=80, pattern=r"^[A-Za-z0-9.@_-]+$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", min_length=2, max_length=40)]
DeskId = Annotated[int, Field(ge=1, lt=2**31)]
PhoneCode = Annotated[str, StringConstraints(max_length=8)]


class GivePin(PageForm):
    """The PIN of a tile."""

    never_kept: ClassVar[frozenset[str]] = frozenset({"pin"})
    pin: Annotated[str, StringConstraints(max_length=20)] = ""


class SetNewPin(PageForm):
    """A code of the host, and a PIN of her own choice."""

    never_kept: ClassVar[frozenset[str]] = frozenset({"pin", "code"})
    code: Annotated[str, StringConstraints(max_length=20)] = ""
    pin: Pin


class GivePassword(PageForm):
    """Name, password, code of the phone."""

    never_kept: ClassVar[frozenset[str]] = frozenset({"password", "phone_code"})
    name: Annotated[str, StringConstraints(max_length=80)] = ""
    password: Annotated[str, StringConstraints(strip_whitespace=False, max_length=200)] = ""
    phone_code: PhoneCode = ""


class Unlock(PageForm):
    """PIN or password."""

    never_kept: ClassVar[frozenset[str]] = frozenset({"secret"})
    secret: Annotated[str, StringConstraints(strip_whitespace=False, max_length=200)] = ""


class JoinTeam(PageForm):
    """A coordinator chooses how she signs in."""

    never_kept: ClassVar[frozenset[str]] = frozenset({"password", "phone_code"})
    sign_in_name: SignInName
    password: Password
    phone_code: PhoneCode
    phone_key: Annotated[str, StringConstraints(max_length=400)]


class SetUpDesk(JoinTeam):
    """The first page of a new installation."""

    desk_name: Name
    slug: Slug
    place: Annotated[str, StringConstraints(max_length=160)] = ""
    languages: Languages
    tables: Annotated[int, Field(ge=1, le=30)]
    name: Name


class AddDesk(PageForm):
    """One more desk."""

    name: Name
    slug: Slug
    place: Annotated[str, StringConstraints(max_length=160)] = ""
    languages: Languages
    tables: Annotated[int, Field(ge=1, le=30)]


class AddPerson(PageForm):
    """Somebody new at a desk."""

    desk_id: DeskId
    name: Name
    roles: Roles = Field(default_factory=list)
    languages: Languages
    families: list[str] = Field(default_factory=list)


class ChangePerson(PageForm):
    """Other roles, languages or families at one desk."""

    desk_id: DeskId
    roles: Roles = Field(default_factory=list)
    languages: Languages
    families: list[str] = Field(default_factory=list)


class AddDevice(PageForm):
    """A device to enrol."""

    desk_id: DeskId
    kind: DeviceKind
    label: Annotated[str, StringConstraints(min_length=1, max_length=60)]
