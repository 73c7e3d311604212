"""A training step of the benchmark's networks in PyTorch, as fast as plain PyTorch gets it.

Usage: train_step.py NETWORK THREADS. It answers each line "N" on standard input with "SECONDS LOSS RSS_KB":
the time of N steps, the last loss and the highest resident memory so far.
"""
import sys
import time

import torch
import torch.nn.functional as F

BATCH = 100


ONE = torch.ones(())


class Sign(torch.autograd.Function):
    """+1 or -1; backward the clipped straight-through estimator. copysign and hardtanh_backward are 10 to 60 times
    as fast on the CPU as torch.where and a product with a mask."""

    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return torch.copysign(ONE, x)

    @staticmethod
    def backward(ctx, gradient):
        (x,) = ctx.saved_tensors
        return torch.ops.aten.hardtanh_backward(gradient, x, -1.0, 1.0)


class SignOfWeight(torch.autograd.Function):
    """+1 or -1; the gradient passes through."""

    @staticmethod
    def forward(ctx, w):
        return torch.copysign(ONE, w)

    @staticmethod
    def backward(ctx, gradient):
        return gradient


class Activation(torch.nn.Module):
    def forward(self, x):
        return Sign.apply(x)


class Conv(torch.nn.Conv2d):
    def forward(self, x):
        return F.conv2d(x, SignOfWeight.apply(self.weight), padding=self.padding)


class Dense(torch.nn.Linear):
    def forward(self, x):
        return F.linear(x, SignOfWeight.apply(self.weight))


def conv(i, o, padding):
    return [Conv(i, o, 3, padding=padding, bias=False), torch.nn.BatchNorm2d(o, eps=1e-4), Activation()]


def dense(i, o):
    return [Dense(i, o, bias=False), torch.nn.BatchNorm1d(o, eps=1e-4), Activation()]


def sfc():
    layers = [torch.nn.Flatten(), Activation()]
    for i in (784, 256, 256):
        layers += dense(i, 256)
    return layers + [Dense(256, 10, bias=False)], (1, 28, 28)


def cnv():
    layers = []
    i = 3
    for o in (64, 128, 256):
        layers += conv(i, o, 0) + conv(o, o, 0)
        if o < 256:
            layers.append(torch.nn.MaxPool2d(2))
        i = o
    layers += [torch.nn.Flatten()] + dense(256, 512) + dense(512, 512)
    return layers + [Dense(512, 10, bias=False)], (3, 32, 32)


def vgg16():
    layers = []
    i = 3
    for stage, (o, count) in enumerate(((64, 2), (128, 2), (256, 3), (512, 3), (512, 3))):
        for _ in range(count):
            layers += conv(i, o, 1)
            i = o
        pool = {0: 2, 1: 2, 2: 2, 4: 4}.get(stage)
        if pool:
            # Before batch norm and sign.
            layers.insert(-2, torch.nn.MaxPool2d(pool))
    layers += [torch.nn.Flatten()] + dense(512, 1024)
    return layers + [Dense(1024, 10, bias=False)], (3, 32, 32)


def main():
    name, threads = sys.argv[1], int(sys.argv[2])
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    layers, shape = {"sfc": sfc, "cnv": cnv, "vgg16": vgg16}[name]()
    # The layout in which oneDNN's convolutions are fastest here.
    model = torch.nn.Sequential(*layers).to(memory_format=torch.channels_last)
    latent = [m.weight for m in model if isinstance(m, (Conv, Dense))]
    # So small a rate that the batch is not learnt by heart: gradients that vanish are slow to compute with.
    # foreach is faster for many small parameters and slower for large ones.
    adam = torch.optim.Adam(model.parameters(), lr=1e-6, foreach=name == "sfc")
    x = torch.rand(BATCH, *shape).mul_(2).sub_(1).contiguous(memory_format=torch.channels_last)
    labels = torch.arange(BATCH) % 10
    scale = latent[-1].shape[1] ** -0.5

    def step():
        loss = F.cross_entropy(model(x) * scale, labels)
        adam.zero_grad(set_to_none=True)
        loss.backward()
        adam.step()
        with torch.no_grad():
            for w in latent:
                w.clamp_(-1, 1)
        return loss

    for line in sys.stdin:
        start = time.perf_counter()
        for _ in range(int(line)):
            loss = step()
        seconds = time.perf_counter() - start
        with open("/proc/self/status") as status:
            peak = next(s.split()[1] for s in status if s.startswith("VmHWM"))
        print(seconds, loss.item(), peak, flush=True)


main()
