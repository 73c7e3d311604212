# ---------------------------------------------------------------- layers in training


class Sign(torch.autograd.Function):
    """-1 or +1, with sign(0) = +1; backward a straight-through estimator in place of the derivative."""

    @staticmethod
    def forward(ctx, x, estimator, sharpness, plus, minus):
        ctx.save_for_backward(ESTIMATORS[estimator](x, sharpness))
        return torch.where(x >= 0, plus, minus)

    @staticmethod
    def backward(ctx, gradient):
        return gradient * ctx.saved_tensors[0], None, None, None, None


def approxsign(x, sharpness):
    return (2 - 2 * x.abs()).clamp(min=0)


def swishsign(x, sharpness):
    """5 (2 - y tanh(y / 2)) / (1 + cosh y) with y = 5 x, in u = exp(-|y|), which cannot overflow."""
    y = 5 * x.abs()
    u = torch.exp(-y)
    v = 1 + u
    return 5 * (2 - y * (1 - u) / v) * 2 * u / (v * v)


def tanh_slope(x, sharpness):
    """max(1, 1 / t) t (1 - tanh(t x)^2), in u = exp(-2 |t x|)."""
    u = torch.exp(-2 * sharpness * x.abs())
    v = 1 + u
    return 4 * torch.clamp(sharpness, min=1) * u / (v * v)


# Straight-through estimators: what stands for the derivative of sign at x.
ESTIMATORS = {
    "clipped": lambda x, sharpness: x.abs() <= 1,  # Hubara et al. 2016
    "approxsign": approxsign,  # Bi-Real Net, Liu et al. 2018
    "swishsign": swishsign,  # BNN+, Darabi et al. 2018
    "tanh": tanh_slope,  # IR-Net, Qin et al. 2020
}


class Activation:
    """What a value becomes: sign, quant N, relu N, ternary or a rectifier; smooth is the straight line of a float twin."""

    def __init__(self, kind, bits, smooth=False):
        self.sign = kind == "sign" and not smooth
        self.smooth = smooth or kind == "rectifier"
        self.signed = kind in ("sign", "quant")
        self.half = 2.0 ** (bits - 1)
        most = 2**bits - 1
        self.slope = {"ternary": 1.0, "rectifier": 1.0, "relu": self.half}.get(kind, float(most))
        self.lo, self.hi = {"ternary": (-1, 1), "rectifier": (0, math.inf), "relu": (0, most)}.get(kind, (-most, most))
        self.low, self.high = self.lo / self.slope, self.hi / self.slope

    def __call__(self, x):
        if self.smooth:
            return self.slope * x.clamp(self.low, self.high)
        if self.signed:
            return 2 * torch.floor(x * self.half).clamp(-self.half, self.half - 1) + 1
        scaled = x * self.slope
        below = torch.floor(scaled)
        return (below + (scaled - below >= 0.5).to(x.dtype)).clamp(self.lo, self.hi)

    def most(self):
        """The largest size of a value, where values are whole numbers."""
        return math.inf if self.smooth else max(-self.lo, self.hi)


class Levels(torch.autograd.Function):
    """Levels of several bits; backward the slope of the line through the outer ones, and 0 beyond them."""

    @staticmethod
    def forward(ctx, x, activation):
        ctx.save_for_backward((x >= activation.low) & (x <= activation.high))
        ctx.slope = activation.slope
        return activation(x)

    @staticmethod
    def backward(ctx, gradient):
        return gradient * ctx.saved_tensors[0] * ctx.slope, None


class Product(torch.autograd.Function):
    """A convolution whose gradients are computed of bfloat16 numbers with sums in float32; the forward pass is float32's."""

    @staticmethod
    def forward(ctx, x, weight, stride, padding, dilation, groups):
        ctx.save_for_backward(x.bfloat16(), weight.bfloat16())
        ctx.settings = stride, padding, dilation, groups
        return F.conv2d(x, weight, None, stride, padding, dilation, groups)

    @staticmethod
    def backward(ctx, gradient):
        x, weight = ctx.saved_tensors
        stride, padding, dilation, groups = ctx.settings
        needed = [ctx.needs_input_grad[0], ctx.needs_input_grad[1], False]
        dx, dw, _ = torch.ops.aten.convolution_backward(
            gradient.bfloat16(), x, weight, None, pair(stride), pair(padding), pair(dilation), False, [0, 0], groups, needed)
        return None if dx is None else dx.float(), dw.float(), None, None, None, None


def pair(number):
    """Of rows and of columns."""
    return [number] * 2 if isinstance(number, int) else list(number)


def sides(padding):
    """Left, right, top and bottom."""
    return (padding,) * 4 if isinstance(padding, int) else padding


def repeated(x, rows, columns):
    """Repeats each pixel of a map down and across."""
    return x.repeat_interleave(rows, 2).repeat_interleave(columns, 3)


def shuffled(x, groups):
    """The channels of a map, one of each group in turn."""
    return x.unflatten(1, (groups, -1)).transpose(1, 2).flatten(1, 2)


def largest(x, size, stride, padding):
    """The largest value of each window's taps on the map; of equal ones the first in row order gets the gradient."""
    around = F.pad(x, sides(padding), value=-math.inf) if padding else x
    return F.max_pool2d(around, size, stride)


class Training:
    """The layers as training computes them, in float32: images x channels x height x width, channels last in memory."""

    def __init__(self, weights, recipe, sharpness, dropout=True, bfloat16=False):
        self.weights, self.recipe, self.sharpness = weights, recipe, sharpness
        # On the device: a CUDA graph cannot fetch them from the host.
        self.plus, self.minus = torch.ones_like(sharpness), -torch.ones_like(sharpness)
        self.dropout_on, self.bfloat16 = dropout, bfloat16
        self.settled = None  # by batch norm the sums of means and of variances, while running estimates are settled

    def product(self, x, name, weight, stride=1, padding=0, dilation=1, groups=1):
        if self.bfloat16:
            return Product.apply(x, weight, stride, padding, dilation, groups)
        return F.conv2d(x, weight, None, stride, padding, dilation, groups)

    def conv(self, x, name, stride, padding, value, dilation=1, groups=1):
        weight = self.weights[name + ".weight"].permute(0, 3, 1, 2)
        left, right, top, bottom = sides(padding)
        zeros = (top, left)
        if value != 0 and padding or left != right or top != bottom:
            x = F.pad(x, (left, right, top, bottom), value=float(value))
            zeros = 0
        return self.product(x, name, weight, stride, zeros, dilation, groups)

    def depthwise(self, x, name, stride, padding, value, dilation=1):
        return self.conv(x, name, stride, padding, value, dilation, x.shape[1])

    def dense(self, x, name):
        weight = self.weights[name + ".weight"]
        return self.product(self.flatten(x, name), name, weight[:, :, None, None])

    def flatten(self, x, name):
        """In the order row, column, channel."""
        return x.permute(0, 2, 3, 1).reshape(x.shape[0], -1, 1, 1)

    def max_pool(self, x, name, size, stride, padding=0):
        return largest(x, size, stride, padding)

    def avg_pool(self, x, name, size, stride):
        return F.avg_pool2d(x, size, stride)

    def upsample(self, x, name, rows, columns):
        return repeated(x, rows, columns)

    def shuffle(self, x, name, groups):
        return shuffled(x, groups)

    def batch_norm(self, x, name, eps):
        gamma, beta = self.weights[name + ".gamma"], self.weights[name + ".beta"]
        if self.settled is not None:
            variance, mean = torch.var_mean(x, (0, 2, 3), unbiased=False)
            self.settled.add(name, mean, variance)
        return torch.batch_norm(x, gamma, beta, None, None, True, 0.0, float(eps), torch.backends.cudnn.enabled)

    def quantize(self, x, name, kind, bits):
        activation = Activation(kind, bits, self.recipe.smooth_activations)
        if activation.sign:
            return Sign.apply(x, self.recipe.ste, self.sharpness, self.plus, self.minus)
        return Levels.apply(x, activation)

    def add(self, x, name, other):
        return x + other

    def concat(self, x, name, other):
        return torch.cat((other, x), 1)

    def branch(self, x, name, other):
        return other

    def dropout(self, x, name, rate):
        return F.dropout(x, rate) if self.dropout_on and rate > 0 else x


class Settled:
    """Sums of the statistics of batches: what becomes of batch norms' running estimates."""

    def __init__(self):
        self.means, self.variances, self.batches = {}, {}, 0

    def add(self, name, mean, variance):
        for sums, value in ((self.means, mean), (self.variances, variance)):
            sums[name] = sums.get(name, 0) + value.double()


