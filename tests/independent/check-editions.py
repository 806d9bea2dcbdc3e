"""Checks files of editions with nothing but Python's standard library, and shares no code with the site.

    python3 check-editions.py KEYS.json EDITION.json ...

KEYS.json is what the site publishes at /.well-known/chancery-keys.json. A line for each file: whether its hash is that of what it says in canonical form
(RFC 8785), whether it is signed with a key of the site (Ed25519, RFC 8032), its hash, and that of the edition before.
"""

import base64
import hashlib
import json
import sys

# Canonical JSON.


def number(value):
    """As ECMAScript writes it. Python finds the same shortest digits, and sets them otherwise."""
    if value == 0:
        return "0"
    sign = "-" if value < 0 else ""
    mantissa, _, exponent = repr(abs(float(value))).partition("e")
    whole, _, fraction = mantissa.partition(".")
    digits = (whole + fraction).lstrip("0")
    point = len(whole) + int(exponent or 0) - (len(whole + fraction) - len(digits))
    digits = digits.rstrip("0")
    count = len(digits)
    if count <= point <= 21:
        return sign + digits + "0" * (point - count)
    if 0 < point <= 21:
        return sign + digits[:point] + "." + digits[point:]
    if -6 < point <= 0:
        return sign + "0." + "0" * -point + digits
    rest = "." + digits[1:] if count > 1 else ""
    return f"{sign}{digits[0]}{rest}e{'+' if point > 0 else '-'}{abs(point - 1)}"


SHORT = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


def text(value):
    return '"' + "".join(SHORT.get(c, f"\\u{ord(c):04x}" if c < " " else c) for c in value) + '"'


def canonical(value):
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, str):
        return text(value)
    if isinstance(value, (int, float)):
        return number(value)
    if isinstance(value, list):
        return "[" + ",".join(canonical(item) for item in value) + "]"
    # Names in the order of their UTF-16 code units.
    names = sorted(value, key=lambda name: name.encode("utf-16-be", "surrogatepass"))
    return "{" + ",".join(text(name) + ":" + canonical(value[name]) for name in names) + "}"


# Ed25519, as RFC 8032, section 5.1.7, describes checking.

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def add(one, other):
    """The sum of two points in extended coordinates."""
    a = (one[1] - one[0]) * (other[1] - other[0]) % P
    b = (one[1] + one[0]) * (other[1] + other[0]) % P
    c = 2 * one[3] * other[3] * D % P
    d = 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def times(factor, point):
    result = (0, 1, 1, 0)
    while factor > 0:
        if factor & 1:
            result = add(result, point)
        point = add(point, point)
        factor >>= 1
    return result


def same(one, other):
    return (one[0] * other[2] - other[0] * one[2]) % P == 0 and (one[1] * other[2] - other[1] * one[2]) % P == 0


def point_of(octets):
    y = int.from_bytes(octets, "little")
    odd, y = y >> 255, y & (2**255 - 1)
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P != 0:
        x = x * ROOT % P
    if (x * x - square) % P != 0 or (x == 0 and odd):
        return None
    if x & 1 != odd:
        x = P - x
    return (x, y, 1, x * y % P)


BASE = point_of((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def is_signed(key, message, signature):
    if len(key) != 32 or len(signature) != 64:
        return False
    public, commitment = point_of(key), point_of(signature[:32])
    answer = int.from_bytes(signature[32:], "little")
    if public is None or commitment is None or answer >= ORDER:
        return False
    challenge = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % ORDER
    return same(times(answer, BASE), add(commitment, times(challenge, public)))


def decoded(value):
    return base64.urlsafe_b64decode(value + "=" * (-len(value) % 4))


def check(path, keys):
    with open(path, encoding="utf-8") as file:
        whole = json.load(file)
    message = canonical(whole["edition"]).encode("utf-8", "surrogatepass")
    is_right = hashlib.sha256(message).hexdigest() == whole["hash"]
    signature = whole["signature"]
    key = keys.get(signature["key"])
    is_ours = key is not None and is_signed(key, message, decoded(signature["value"]))
    previous = whole["edition"]["previous"]
    print("right" if is_right else "wrong", "signed" if is_ours else "unsigned", whole["hash"], "after", previous or "none")
    return is_right and is_ours


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        known = {key["kid"]: decoded(key["x"]) for key in json.load(file)["keys"]}
    results = [check(path, known) for path in sys.argv[2:]]
    sys.exit(0 if all(results) else 1)
