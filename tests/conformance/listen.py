"""A backend's program that the user started: listens on a socket and serves the first who comes.

Usage: listen.py SOCKET PROGRAM [ARGUMENT...]

Prints a line once it listens, and ends with the program.
"""
import socket
import subprocess
import sys

server = socket.socket(socket.AF_UNIX)
server.bind(sys.argv[1])
server.listen(1)
print("listening", flush=True)
connection, _ = server.accept()
server.close()
backend = subprocess.Popen(sys.argv[2:], stdin=connection, stdout=connection)
connection.close()
sys.exit(backend.wait())
