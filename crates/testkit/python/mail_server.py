"""A mail server for tests: STARTTLS or TLS, authentication, and mails read back by Python's own
mail library. Speaks JSON lines: settings on stdin's first line, then each mail on stdout. With a mail
in the settings it only reads that one."""

import asyncio
import base64
import email
import email.policy
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult


def tell(**what):
    print(json.dumps(what), flush=True)


def read(content):
    message = email.message_from_bytes(content, policy=email.policy.default)
    parts = [
        {
            "type": part.get_content_type(),
            "name": part.get_filename(),
            "text": part.get_content() if part.get_content_maintype() == "text" else None,
            "bytes": list(part.get_payload(decode=True)),
        }
        for part in message.walk()
        if not part.is_multipart()
    ]
    sender = message["from"]
    return {
        "headers": [[name, str(value)] for name, value in message.items()],
        "names": [address.display_name for address in sender.addresses] if sender else [],
        "parts": parts,
        "defects": [str(defect) for defect in message.defects],
    }


class Handler:
    def __init__(self, settings):
        self.settings = settings

    async def handle_MAIL(self, server, session, envelope, address, options):
        answer = self.settings.get("answers", {}).get(address)
        if answer:
            return answer
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        answer = self.settings.get("answers", {}).get(address)
        if answer:
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        tell(
            event="mail",
            sender=envelope.mail_from,
            recipients=envelope.rcpt_tos,
            encrypted=session.ssl is not None,
            user=session.auth_data.decode() if session.auth_data else None,
            **read(envelope.content),
        )
        return "250 Taken"


def authenticator(settings):
    def check(server, session, envelope, mechanism, data):
        login = settings.get("login")
        is_right = login == [data.login.decode(), data.password.decode()]
        return AuthResult(success=is_right, auth_data=data.login if is_right else None, handled=is_right)

    return check


def session(settings, context):
    starts_tls = settings["encryption"] == "starttls"
    return SMTP(
        Handler(settings), hostname="mail.test",
        tls_context=context if starts_tls else None,
        require_starttls=starts_tls,
        authenticator=authenticator(settings),
        auth_required=settings.get("login") is not None,
        # aiosmtpd only counts STARTTLS as encryption, not TLS from the first byte.
        auth_require_tls=starts_tls,
    )


async def main():
    settings = json.loads(sys.stdin.readline())
    if "read" in settings:
        content = base64.b64decode(settings["read"])
        tell(event="mail", sender="", recipients=[], encrypted=False, user=None, **read(content))
        return
    context = None
    if settings["encryption"] != "none":
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(settings["certificate"], settings["key"])
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: session(settings, context), "127.0.0.1", 0,
        ssl=context if settings["encryption"] == "tls" else None,
    )
    tell(event="listening", port=server.sockets[0].getsockname()[1])
    # Until the test lets go of the other end.
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


asyncio.run(main())
