"""The errors services may raise. Web and command line turn each into words once."""


class ServiceError(Exception):
    """Base of everything a use case may refuse to do."""


class PageNotFound(ServiceError):
    """There is no such page, or not in this language."""


class CaseNotFound(ServiceError):
    """No case opens with this key or number."""


class CaseLocked(ServiceError):
    """The session's key was cleared; the number is needed again."""


class NewerVersion(ServiceError):
    """Somebody saved meanwhile. `version` is the stored one."""

    def __init__(self, version: int) -> None:
        super().__init__("the stored record is newer")
        self.version = version


class TooManyTries(ServiceError):
    """Wrong numbers were tried too often. `wait_seconds` says how long to pause."""

    def __init__(self, wait_seconds: int) -> None:
        super().__init__("too many wrong tries")
        self.wait_seconds = wait_seconds


class QuestionNotReachable(ServiceError):
    """The question is not part of this family's way."""


class LetterNotAvailable(ServiceError):
    """The facts do not call for this letter."""


class FactProblem(ServiceError):
    """A value that does not fit its fact. Names the fact and the reason, never the value."""

    def __init__(self, fact: str, reason: str) -> None:
        super().__init__(f"{fact}: {reason}")
        self.fact = fact
        self.reason = reason


class NotSignedIn(ServiceError):
    """Nobody is signed in in this browser, or not any more."""


class SignInRefused(ServiceError):
    """Name and passphrase do not go together, or the person is not a member any more."""


class SecondStepAsked(ServiceError):
    """Name and passphrase are right, and a code is asked for too. `half` opens nothing: with the
    code it becomes a session."""

    def __init__(self, half: str) -> None:
        super().__init__("a second step is asked for")
        self.half = half


class CodeRefused(ServiceError):
    """The code is wrong, or was used before. `recovery_only`: six digits are not taken any more."""

    def __init__(self, *, recovery_only: bool = False) -> None:
        super().__init__("the code is refused")
        self.recovery_only = recovery_only


class NotConfirmed(ServiceError):
    """The person has joined, and nobody in the organisation has confirmed them yet."""


class NotAllowed(ServiceError):
    """The person's roles do not go so far."""


class InvitationEnded(ServiceError):
    """The one-time link was used, is too old, or never was one."""


class OfferEnded(ServiceError):
    """The short code of an organisation was used, is too old, or never was one."""


class NameTaken(ServiceError):
    """Somebody else signs in with this name."""


class PersonNotFound(ServiceError):
    """Nobody of this name or number is a member here."""


class ContentInvalid(Exception):
    """The content set does not hold together. Carries every finding."""

    def __init__(self, findings: tuple[object, ...]) -> None:
        super().__init__("\n".join(str(finding) for finding in findings))
        self.findings = findings
