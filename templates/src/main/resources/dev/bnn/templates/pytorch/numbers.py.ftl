# ---------------------------------------------------------------- numbers


class Random:
    """SplitMix64 (Steele, Lea and Flood 2014): the numbers that bnn draws from a seed, for the split and the first weights."""

    GOLDEN = 0x9E3779B97F4A7C15
    MASK = (1 << 64) - 1

    def __init__(self, seed, stream=None, item=None):
        if stream is not None:
            first = self._mixed(self._mixed(seed + self.GOLDEN) + stream * self.GOLDEN)
            seed = first + self._mixed(item + self.GOLDEN)
        self.state = seed & self.MASK

    @classmethod
    def _mixed(cls, z):
        z &= cls.MASK
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 & cls.MASK
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB & cls.MASK
        return z ^ (z >> 31)

    def longs(self, n):
        """The next n numbers of 64 bits."""
        z = np.arange(1, n + 1, dtype=np.uint64) * np.uint64(self.GOLDEN) + np.uint64(self.state)
        self.state = (self.state + n * self.GOLDEN) & self.MASK
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return z ^ (z >> np.uint64(31))

    def doubles(self, n):
        """Uniform in [0, 1)."""
        return (self.longs(n) >> np.uint64(11)) * 2.0**-53

    def shuffled(self, n):
        """0 to n - 1 after a shuffle (Fisher and Yates)."""
        order = list(range(n))
        if n > 1:
            bounds = np.arange(n, 1, -1, dtype=np.uint64)
            places = ((self.longs(n - 1) >> np.uint64(32)) * bounds) >> np.uint64(32)
            for i, j in zip(range(n - 1, 0, -1), places.tolist()):
                order[i], order[j] = order[j], order[i]
        return order


def input_line():
    """Integers (slope, constant, divisor): byte p stands for (slope * p + constant) / divisor."""
    low, high = Fraction(LOW), Fraction(HIGH)
    slope = (high - low) / 255
    divisor = slope.denominator * low.denominator // math.gcd(slope.denominator, low.denominator)
    return int(slope * divisor), int(low * divisor), divisor


def divided_down(n, d):
    """The greatest float64 that is not above n / d, of integers below 2^52 in float64: what bnn rounds to."""
    quotient = n / d
    # What the quotient leaves, exactly: Dekker's product (1971).
    split = quotient * 134217729.0
    high = split - (split - quotient)
    low = quotient - high
    d_split = d * 134217729.0
    d_high = d_split - (d_split - d)
    d_low = d - d_high
    product = quotient * d
    lost = ((high * d_high - product) + high * d_low + low * d_high) + low * d_low
    rest = (n - product) - lost
    return torch.where(rest < 0, torch.nextafter(quotient, torch.full_like(quotient, -math.inf)), quotient)


def byte_values():
    """The number that each of the 256 bytes stands for, in float64."""
    slope, constant, divisor = input_line()
    return divided_down(torch.arange(256, dtype=torch.float64) * slope + constant, float(divisor))


def reaches(x, gamma, beta, mean, variance, eps, cut):
    """Whether gamma * (x - mean) / sqrt(variance + eps) + beta >= cut, exactly: the squares of both sides have no root."""
    product = Fraction(gamma) * (Fraction(x) - Fraction(mean))
    needed = Fraction(cut) - Fraction(beta)
    sign, other = (product > 0) - (product < 0), (needed > 0) - (needed < 0)
    if sign != other or sign == 0:
        return sign >= other
    left, right = product**2, needed**2 * (Fraction(variance) + Fraction(eps))
    return left >= right if sign > 0 else left <= right


