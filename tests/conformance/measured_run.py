"""Runs a program and writes how much memory it took.

Usage: measured_run.py FILE PROGRAM [ARGUMENT...]

FILE gets the most KiB that the program, or any process that it or its children waited for, had in
memory at one time; ends as the program ended. A process of its own for each program, because the
kernel gives a parent only the most of all its children, and a child begins with what its parent has:
so neither an earlier program nor a large parent is in the figure.
"""
import os
import signal
import sys

child = os.fork()
if child == 0:
    os.execv(sys.argv[2], sys.argv[2:])
_, status, usage = os.wait4(child, 0)
with open(sys.argv[1], "w") as file:
    file.write(f"{usage.ru_maxrss}\n")
if os.WIFSIGNALED(status):
    signal.signal(os.WTERMSIG(status), signal.SIG_DFL)
    os.kill(os.getpid(), os.WTERMSIG(status))
sys.exit(os.WEXITSTATUS(status))
