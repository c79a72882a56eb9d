"""Takes TLS off a stretch of line, so that a test can look at MQTT there and spoil it.

Usage: tls-ends.py OUTER PLAIN INNER BROKER STATE MEMBERSHIP

A board dials OUTER and finds the broker's own certificate (of the hub's STATE folder); what it says goes on in the clear to PLAIN.
What comes in the clear to INNER goes on to the BROKER, with the certificate of the board's MEMBERSHIP folder. All are ports of 127.0.0.1.
"""
import asyncio
import ssl
import sys

outer, plain, inner, broker = map(int, sys.argv[1:5])
state, membership = sys.argv[5:7]


def server():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(f"{state}/broker/server.pem", f"{state}/broker/server.key.pem")
    return context


def client():
    # Read with each dial: a certificate may have been renewed.
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(f"{state}/authority/ca.pem")
    context.load_cert_chain(f"{membership}/certificate.pem", f"{membership}/key.pem")
    return context


async def copy(reader, writer):
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    except (OSError, ssl.SSLError):
        pass
    writer.close()


def carrying(port, context):
    async def carry(reader, writer):
        try:
            far = await asyncio.open_connection("127.0.0.1", port, ssl=context() if context else None)
        except (OSError, ssl.SSLError):
            writer.close()
            return
        await asyncio.gather(copy(reader, far[1]), copy(far[0], writer))

    return carry


async def main():
    await asyncio.start_server(carrying(broker, client), "127.0.0.1", inner)
    await asyncio.start_server(carrying(plain, None), "127.0.0.1", outer, ssl=server())
    await asyncio.Event().wait()


asyncio.run(main())
