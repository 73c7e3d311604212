# ---------------------------------------------------------------- inference

Value = namedtuple("Value", "x most bytes")  # most: the largest size of whole numbers, inf for real ones; bytes as they are


class Inference:
    """The layers as bnn's float model and the hardware compute them: sums of whole numbers are exact in float32 below 2^24,
    or in float64, and what follows is float64. Where a batch norm's result lies so near a cut of a sign or level that
    float64 might err, whole numbers decide. So each sign and level is bnn's."""

    def __init__(self, parameters, recipe):
        self.p, self.recipe = parameters, recipe

    def of_bytes(self, pixels):
        """Images as bytes [n, height, width, channels]."""
        return Value(pixels.permute(0, 3, 1, 2).float(), 255, True)

    def weight(self, name):
        latent = self.p[name + ".weight"]
        kind = next(w.kind for w in WEIGHTS if w.name == name + ".weight")
        if self.recipe.float_weights or kind == "float":
            return latent, math.inf
        if kind == "bipolar":
            return torch.where(latent >= 0, 1.0, -1.0), 1
        return latent.round().clamp(-LIMITS[kind], LIMITS[kind]), LIMITS[kind]

    def product(self, v, weight, limit, stride=1, padding=0, value=0, dilation=1, groups=1):
        fan_in = weight[0].numel()
        exact = torch.float32 if v.most * limit * fan_in < 2**24 else torch.float64
        w = weight.to(exact)
        # Padding of whole numbers other than bytes is one of them; that of bytes is added by its weights.
        inner = v.x.to(exact)
        if padding:
            inner = F.pad(inner, sides(padding), value=0.0 if v.bytes else float(value))
        sums = F.conv2d(inner, w, None, stride, 0, dilation, groups).double()
        if not v.bytes:
            return Value(sums, math.inf, False)
        # By output position the sums of the weights under valid and under padded taps.
        ones = torch.ones(1, *v.x.shape[1:], dtype=torch.float64, device=w.device)
        valid = F.conv2d(F.pad(ones, sides(padding)), w.double(), None, stride, 0, dilation, groups)
        padded = w.double().sum((1, 2, 3)).view(1, -1, 1, 1) - valid
        if math.isinf(limit):
            low, high = float(Fraction(LOW)), float(Fraction(HIGH))
            return Value((high - low) / 255 * sums + (low * valid + value * padded), math.inf, False)
        slope, constant, divisor = input_line()
        return Value(divided_down(slope * sums + (constant * valid + divisor * value * padded), float(divisor)), math.inf, False)

    def conv(self, v, name, stride, padding, value, dilation=1, groups=1):
        weight, limit = self.weight(name)
        return self.product(v, weight.permute(0, 3, 1, 2), limit, stride, padding, value, dilation, groups)

    def depthwise(self, v, name, stride, padding, value, dilation=1):
        return self.conv(v, name, stride, padding, value, dilation, v.x.shape[1])

    def dense(self, v, name):
        weight, limit = self.weight(name)
        return self.product(self.flatten(v, name), weight[:, :, None, None], limit)

    def flatten(self, v, name):
        return v._replace(x=v.x.permute(0, 2, 3, 1).reshape(v.x.shape[0], -1, 1, 1))

    def max_pool(self, v, name, size, stride, padding=0):
        windows = size, stride, padding
        falls = v.bytes and Fraction(HIGH) < Fraction(LOW)  # then the largest number is the smallest byte
        return v._replace(x=-largest(-v.x, *windows) if falls else largest(v.x, *windows))

    def avg_pool(self, v, name, size, stride):
        sums = F.avg_pool2d(v.x.double(), size, stride, divisor_override=1)
        taps = float(math.prod(pair(size)))
        mean = sums / taps if math.isinf(v.most) else divided_down(sums, taps)
        return Value(mean, math.inf, False)

    def upsample(self, v, name, rows, columns):
        return v._replace(x=repeated(v.x, rows, columns))

    def shuffle(self, v, name, groups):
        return v._replace(x=shuffled(v.x, groups))

    def real(self, v):
        return byte_values().to(v.x.device)[v.x.long()] if v.bytes else v.x.double()

    def batch_norm(self, v, name, eps):
        x = self.real(v)
        gamma, beta, mean, variance = (self.p[name + "." + part].double().view(1, -1, 1, 1)
                                       for part in ("gamma", "beta", "mean", "variance"))
        product = (x - mean) * (gamma / torch.sqrt(variance + float(eps)))
        z = product + beta
        # Cuts of signs and levels are multiples of 2^-8.
        cuts = torch.round(z * 256) / 256
        near = (z - cuts).abs() <= 2.0**-44 * (product.abs() + beta.abs())
        near &= product != 0  # else it is beta, exactly
        if not self.recipe.smooth_activations and bool(near.any()):
            z = self.decided(x, name, eps, z, cuts, near)
        return Value(z, math.inf, False)

    def decided(self, x, name, eps, z, cuts, near):
        """Puts each near value on the side of its cut on which the formula lies."""
        at = near.nonzero()
        channels = at[:, 1]
        cases, which = torch.unique(torch.stack([channels.double(), x[near], cuts[near]]), dim=1, return_inverse=True)
        numbers = [self.p[name + "." + part].double().tolist() for part in ("gamma", "beta", "mean", "variance")]
        reached = [reaches(value, *(n[int(c)] for n in numbers), eps, cut) for c, value, cut in cases.t().tolist()]
        reached = torch.tensor(reached, device=x.device)[which]
        near_z, near_cuts = z[near], cuts[near]
        below = torch.nextafter(near_cuts, torch.full_like(near_cuts, -math.inf))
        z = z.clone()
        z[near] = torch.where(reached, torch.maximum(near_z, near_cuts), torch.minimum(near_z, below))
        return z

    def quantize(self, v, name, kind, bits):
        activation = Activation(kind, bits, self.recipe.smooth_activations)
        x = self.real(v)
        y = torch.where(x >= 0, 1.0, -1.0) if activation.sign else activation(x)
        return Value(y if activation.smooth else y.float(), activation.most(), False)

    def add(self, v, name, other):
        return Value(v.x + other.x, v.most + other.most, False)

    def concat(self, v, name, other):
        return Value(torch.cat((other.x, v.x), 1), max(v.most, other.most), False)

    def branch(self, v, name, other):
        return other

    def dropout(self, v, name, rate):
        return v


def scores_of(parameters, recipe, pixels):
    """Scores of images as bytes, [n, classes] in float64: bnn's."""
    net = Inference(parameters, recipe)
    with torch.no_grad():
        v = network(net, net.of_bytes(pixels))
        return net.real(v).flatten(1)


def ranks(scores, labels):
    """By image how many classes score higher than the true one, or as high with a lower index."""
    own = scores.gather(1, labels[:, None])
    earlier = torch.arange(scores.shape[1], device=scores.device)[None] < labels[:, None]
    return ((scores > own) | ((scores == own) & earlier)).sum(1)


def evaluate(parameters, recipe, pixels, labels, chunk):
    """Shares of images whose true class has the highest score, and is among the five highest; the confusion matrix."""
    hits = torch.zeros(2, dtype=torch.int64, device=pixels.device)
    confusion = torch.zeros(len(CLASSES) ** 2, dtype=torch.int64, device=pixels.device)
    for at in range(0, len(labels), chunk):
        true = labels[at:at + chunk]
        scores = scores_of(parameters, recipe, pixels[at:at + chunk])
        rank = ranks(scores, true)
        hits += torch.stack([(rank == 0).sum(), (rank < 5).sum()])
        cells = true * len(CLASSES) + scores.argmax(1)
        confusion += torch.bincount(cells, minlength=len(CLASSES) ** 2)
    count = max(1, len(labels))
    top1, top5 = (h / count for h in hits.tolist())
    return top1, top5, confusion.view(len(CLASSES), -1).tolist()


