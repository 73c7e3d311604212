"""Plays a board on a pseudo terminal for the host's script: serial_stand_in.py FOLDER IMAGE_BYTES WORD_BYTES SIGNATURE MODE [IMAGE...]

FOLDER has bnn_serial.py and the vectors of its self test. MODE: right, wrong (a bit of the first answer), damaged (a wrong check sum),
silent. It prints what the script prints, and ends with its status.
"""
import os
import pty
import select
import subprocess
import sys
import tty

folder, image_bytes, word_bytes, signature, mode = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4], 16), sys.argv[5]
with open(os.path.join(folder, "selftest.hex"), encoding="ascii") as file:
    images = [bytes.fromhex(line) for line in file.read().split()]
with open(os.path.join(folder, "selftest.txt"), encoding="ascii") as file:
    answers = [[int(word) for word in line.split()] for line in file.read().splitlines()]
master, slave = pty.openpty()
tty.setraw(slave)
script = subprocess.Popen(
    [sys.executable, os.path.join(folder, "bnn_serial.py"), os.ttyname(slave)] + sys.argv[6:],
    stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
pending, count = b"", 0
while script.poll() is None:
    ready, _, _ = select.select([master], [], [], 0.05)
    if not ready:
        continue
    pending += os.read(master, 65536)
    while mode != "silent" and pending:
        if pending[:1] == b"?":
            os.write(master, signature.to_bytes(4, "little"))
            pending = pending[1:]
        elif pending[:1] == b"i" and len(pending) > image_bytes:
            image, pending = pending[1:image_bytes + 1], pending[image_bytes + 1:]
            words = list(answers[images.index(image)])
            if mode == "wrong" and count == 0:
                words[0] ^= 1
            count += 1
            check = (sum(image) + (mode == "damaged")) & 255
            os.write(master, b"".join(word.to_bytes(word_bytes, "little", signed=True) for word in words) + bytes([check]))
        elif pending[:1] == b"i":
            break
        else:
            sys.exit("the script sends %r" % pending[:1])
print(script.stdout.read(), end="")
sys.exit(script.returncode)
