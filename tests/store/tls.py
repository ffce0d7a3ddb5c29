"""A TLS listener before a server that has none, and the certificate it shows."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HOST = "127.0.0.1"


class Certificate:
    """Signed by itself, for HOST."""

    def __init__(self, folder: Path, name: str) -> None:
        key = ec.generate_private_key(ec.SECP256R1())
        whose = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        now = datetime.now(UTC)
        self.public = folder / f"{name}.pem"
        self._private = folder / f"{name}.key"
        signed = (
            x509.CertificateBuilder()
            .subject_name(whose)
            .issuer_name(whose)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(hours=1))
            .not_valid_after(now + timedelta(hours=1))
            .add_extension(x509.SubjectAlternativeName([x509.IPAddress(IPv4Address(HOST))]), False)
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
            .sign(key, hashes.SHA256())
        )
        self.public.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
        self._private.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )

    def shown(self) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.public, self._private)
        return context


@asynccontextmanager
async def tls_before(socket_path: str, certificate: Certificate) -> AsyncIterator[int]:
    """The port; what comes there in TLS goes on to the socket as it is."""
    tasks: set[asyncio.Task[None]] = set()

    async def carry(there: asyncio.StreamReader, here: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while said := await there.read(65_536):
                here.write(said)
                await here.drain()
        here.close()

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        inner, outer = await asyncio.open_unix_connection(socket_path)
        for way in (carry(reader, outer), carry(inner, writer)):
            tasks.add(asyncio.create_task(way))

    async with await asyncio.start_server(connected, HOST, 0, ssl=certificate.shown()) as server:
        yield server.sockets[0].getsockname()[1]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
