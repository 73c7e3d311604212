"""Training steps of this project and of PyTorch, in turns, so that a busy machine slows both.

Usage: compare.py [NETWORK[:THREADS] ...]; without arguments sfc, cnv and vgg16 with one and with two threads.
It needs a built benchmarks module (mvn -Pbenchmarks -pl benchmarks -am package -DskipTests) and, for PYTHON, which
defaults to /usr/bin/python3, PyTorch. Environment: JAVA and PYTHON name the programs, ROUNDS the number of turns, SECONDS the
length of one.
"""
import os
import pathlib
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
TARGET = HERE / "target"
ROUNDS = int(os.environ.get("ROUNDS", "9"))
SECONDS = float(os.environ.get("SECONDS", "2"))
BATCH = 100
COLUMNS = "network  threads | images/s: bnn  PyTorch  ratio (quartiles) | peak RSS, MB: bnn  PyTorch"


def java(network, threads):
    path = f"{TARGET / 'classes'}:{(TARGET / 'classpath.txt').read_text().strip()}"
    program = os.environ.get("JAVA", "java")
    return [program, "-Xmx1g", "-cp", path, "dev.bnn.benchmarks.training.TrainStepBenchmark", network, threads]


def pytorch(network, threads):
    return [os.environ.get("PYTHON", "/usr/bin/python3"), str(HERE / "train_step.py"), network, threads]


class Side:
    """A process that does training steps when asked."""

    def __init__(self, command, threads):
        # PyTorch sets OpenMP's threads but not those of OpenBLAS.
        environment = dict(os.environ, OMP_NUM_THREADS=threads, OPENBLAS_NUM_THREADS=threads)
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)
        self.peak = 0

    def steps(self, n):
        """Images a second over n steps."""
        print(n, file=self.process.stdin, flush=True)
        seconds, _, peak = self.process.stdout.readline().split()
        self.peak = int(peak) / 1024
        return BATCH * n / float(seconds)

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def compare(network, threads):
    ours, theirs = Side(java(network, threads), threads), Side(pytorch(network, threads), threads)
    counts = {}
    for side in (ours, theirs):
        for n in (1, 5, 5):
            speed = side.steps(n)
        counts[side] = max(1, round(SECONDS * speed / BATCH))
        side.steps(counts[side])
    pairs = [(ours.steps(counts[ours]), theirs.steps(counts[theirs])) for _ in range(ROUNDS)]
    a, b = (statistics.median(column) for column in zip(*pairs))
    low, ratio, high = statistics.quantiles([x / y for x, y in pairs], n=4)
    print(f"{network:8} {threads:>7} | {a:13.0f} {b:8.0f}  {ratio:5.2f} ({low:.2f} to {high:.2f})"
          f" | {ours.peak:17.0f} {theirs.peak:8.0f}", flush=True)
    ours.close()
    theirs.close()


def main():
    print(COLUMNS, flush=True)
    for name in sys.argv[1:] or ["sfc:1", "sfc:2", "cnv:1", "cnv:2", "vgg16:1", "vgg16:2"]:
        network, _, threads = name.partition(":")
        compare(network, threads or "1")


main()
