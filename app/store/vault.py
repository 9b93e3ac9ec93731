"""How anything is sealed and opened again, all of it by libsodium. Knows no table, no clock.

Keys, tags and sealed bytes only: what is inside a record, and who may ask for it, is not known.
"""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass, field

from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
    crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
    sodium_pad,
    sodium_unpad,
)
from nacl.encoding import RawEncoder
from nacl.exceptions import CryptoError
from nacl.hash import blake2b
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.pwhash import argon2id

KEY_BYTES = 32
ID_BYTES = 16
STEP = 512
NAME_STEP = 64
NONCE_BYTES = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
CODE_DIGITS = 16
CODE_GROUP = 4
MEMORY = 64 * 1024 * 1024
PASSES = 3


class SealBroken(Exception):
    """Sealed bytes do not open with this key and place: they were changed or moved."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A holder's keys. What is sealed to `public` opens only with `private`."""

    private: bytes = field(repr=False)
    public: bytes


@dataclass(frozen=True, slots=True)
class CodeKeys:
    """What a return code becomes: a tag to find its holder by, and a key to unwrap with."""

    tag: bytes = field(repr=False)
    wrapping: bytes = field(repr=False)


def new_id() -> bytes:
    """A random name for a case or a holder."""
    return secrets.token_bytes(ID_BYTES)


def new_key() -> bytes:
    """A random key for one case."""
    return secrets.token_bytes(KEY_BYTES)


def new_pair() -> Pair:
    """A holder's fresh key pair."""
    private = PrivateKey.generate()
    return Pair(bytes(private), bytes(private.public_key))


# Every use of a key has its own name (at most 16 bytes), so no two uses ever share bytes.


def derived_key(key: bytes, use: bytes) -> bytes:
    """A key for one `use` from a 32-byte key."""
    return blake2b(b"", KEY_BYTES, key, person=use, encoder=RawEncoder)


def keyed_hash(key: bytes, use: bytes, value: bytes) -> bytes:
    """A tag for `value` that tells nothing to anyone without the 32-byte `key`."""
    return blake2b(value, KEY_BYTES, key, person=use, encoder=RawEncoder)


def secret_key(secret: bytes) -> bytes:
    """The installation's secret, of any length, as one 32-byte key."""
    return blake2b(secret, KEY_BYTES, person=b"secret", encoder=RawEncoder)


def seal_key(case_key: bytes, public: bytes) -> bytes:
    """`case_key` for the holder of `public`; nobody else opens it, the server included."""
    return SealedBox(PublicKey(public)).encrypt(case_key)


def open_key(sealed: bytes, private: bytes) -> bytes:
    """The case key that was sealed to this holder. Raises SealBroken."""
    try:
        return SealedBox(PrivateKey(private)).decrypt(sealed)
    except CryptoError as error:
        raise SealBroken from error


def public_of(private: bytes) -> bytes:
    """The public half of a private key."""
    return bytes(PrivateKey(private).public_key)


def seal_to(public: bytes, plaintext: bytes) -> bytes:
    """`plaintext` for whoever holds the private half; its length shows in steps of 512 bytes."""
    return SealedBox(PublicKey(public)).encrypt(sodium_pad(plaintext, STEP))


def open_sealed(sealed: bytes, private: bytes) -> bytes:
    """What `seal_to` sealed. Raises SealBroken."""
    return sodium_unpad(open_key(sealed, private), STEP)


def seal_record(key: bytes, place: bytes, plaintext: bytes) -> bytes:
    """`plaintext` under a key, bound to its place; its length shows in steps of 512 bytes."""
    return _seal(key, place, sodium_pad(plaintext, STEP))


def open_record(key: bytes, place: bytes, sealed: bytes) -> bytes:
    """What `seal_record` sealed. Raises SealBroken."""
    return sodium_unpad(_open(key, place, sealed), STEP)


@dataclass(frozen=True, slots=True)
class CaseSeal:
    """Seals the records of one case, each to its own place: case, name and version.

    Bytes put in another case, under another name or under another version do not open.
    """

    case_id: bytes
    case_key: bytes = field(repr=False)

    def name_tag(self, name: str) -> bytes:
        """How `name` is filed: the same name gives another tag in every case."""
        return keyed_hash(self.case_key, b"record name", name.encode())[:ID_BYTES]

    def seal(self, name: str, version: int, plaintext: bytes) -> bytes:
        """`plaintext` sealed; the result tells its length only in steps of 512 bytes."""
        return self._seal(b"record", self._place(name, version), sodium_pad(plaintext, STEP))

    def open(self, name: str, version: int, sealed: bytes) -> bytes:
        """What was sealed at this place. Raises SealBroken."""
        return sodium_unpad(self._open(b"record", self._place(name, version), sealed), STEP)

    def seal_name(self, tag: bytes, name: str) -> bytes:
        """`name`, so that a holder can list what is filed. Padded in steps of 64 bytes."""
        return self._seal(b"name", tag, sodium_pad(name.encode(), NAME_STEP))

    def open_name(self, tag: bytes, sealed: bytes) -> str:
        """The name filed under `tag`. Raises SealBroken."""
        return sodium_unpad(self._open(b"name", tag, sealed), NAME_STEP).decode()

    def _place(self, name: str, version: int) -> bytes:
        return version.to_bytes(8, "big") + name.encode()

    def _seal(self, use: bytes, place: bytes, padded: bytes) -> bytes:
        return _seal(derived_key(self.case_key, use), self.case_id + place, padded)

    def _open(self, use: bytes, place: bytes, sealed: bytes) -> bytes:
        return _open(derived_key(self.case_key, use), self.case_id + place, sealed)


def new_code() -> str:
    """The 16 random digits of a return code."""
    return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"


def grouped(digits: str) -> str:
    """A code as it is shown: groups of four with a space between."""
    return " ".join(digits[at : at + CODE_GROUP] for at in range(0, len(digits), CODE_GROUP))


def code_digits(typed: str) -> str | None:
    """The 16 digits somebody meant, in 0-9, or None if they cannot be a return code."""
    digits = typed_digits(typed)
    return digits if len(digits) == CODE_DIGITS else None


def typed_digits(typed: str) -> str:
    """The digits somebody meant, in 0-9; none at all if there is a letter among them.

    Digits of any script count; spaces, dashes and direction marks do not.
    """
    if any(sign.isalpha() for sign in typed):
        return ""
    return "".join(str(unicodedata.decimal(sign)) for sign in typed if sign.isdecimal())


def code_salt(secret: bytes, install_salt: bytes) -> bytes:
    """The Argon2id salt: without the server's secret a stolen database cannot be searched."""
    return keyed_hash(secret_key(secret), b"code salt", install_salt)[: argon2id.SALTBYTES]


def code_keys(digits: str, salt: bytes, memory: int = MEMORY) -> CodeKeys:
    """Tag and wrapping key from one Argon2id of `memory` bytes: slow on purpose, about 0.1 s."""
    both = argon2id.kdf(
        2 * KEY_BYTES, digits.encode(), salt, opslimit=PASSES, memlimit=memory, encoder=RawEncoder
    )
    return CodeKeys(both[:KEY_BYTES], both[KEY_BYTES:])


def wrap_private(private: bytes, wrapping: bytes, holder: bytes) -> bytes:
    """A holder's private key under the key of a code, bound to that holder."""
    return _seal(derived_key(wrapping, b"private key"), holder, private)


def unwrap_private(wrapped: bytes, wrapping: bytes, holder: bytes) -> bytes:
    """The holder's private key again. Raises SealBroken."""
    return _open(derived_key(wrapping, b"private key"), holder, wrapped)


def passphrase_key(passphrase: str, salt: bytes, memory: int = MEMORY) -> bytes:
    """The key that a passphrase stands for, by one Argon2id of `memory` bytes. However it was
    typed (composed or not, full width), the same words give the same key."""
    words = unicodedata.normalize("NFKC", passphrase).encode()
    return argon2id.kdf(
        KEY_BYTES, words, salt, opslimit=PASSES, memlimit=memory, encoder=RawEncoder
    )


def seal_file(passphrase: str, heading: bytes, plaintext: bytes) -> bytes:
    """A file that a passphrase opens again anywhere: a heading in clear, a salt, and the sealed
    rest, bound to both. Its length shows in steps of 512 bytes."""
    salt = secrets.token_bytes(argon2id.SALTBYTES)
    key = derived_key(passphrase_key(passphrase, salt), b"file")
    return heading + salt + _seal(key, heading + salt, sodium_pad(plaintext, STEP))


def open_file(passphrase: str, heading: bytes, sealed: bytes) -> bytes:
    """What `seal_file` sealed under this heading. Raises SealBroken."""
    end = len(heading) + argon2id.SALTBYTES
    if sealed[: len(heading)] != heading or len(sealed) < end:
        raise SealBroken
    salt = sealed[len(heading) : end]
    key = derived_key(passphrase_key(passphrase, salt), b"file")
    return sodium_unpad(_open(key, heading + salt, sealed[end:]), STEP)


def seal_note(key: bytes, use: bytes, place: bytes, text: str) -> bytes:
    """A short text under a key of the installation, bound to its place, in steps of 64 bytes."""
    return _seal(derived_key(key, use), place, sodium_pad(text.encode(), NAME_STEP))


def open_note(key: bytes, use: bytes, place: bytes, sealed: bytes) -> str:
    """The short text again. Raises SealBroken."""
    return sodium_unpad(_open(derived_key(key, use), place, sealed), NAME_STEP).decode()


def _seal(key: bytes, place: bytes, padded: bytes) -> bytes:
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + crypto_aead_xchacha20poly1305_ietf_encrypt(padded, place, nonce, key)


def _open(key: bytes, place: bytes, sealed: bytes) -> bytes:
    nonce, rest = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
    try:
        return crypto_aead_xchacha20poly1305_ietf_decrypt(rest, place, nonce, key)
    except (CryptoError, ValueError) as error:  # ValueError: too short to hold a nonce
        raise SealBroken from error
