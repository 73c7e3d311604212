# ---------------------------------------------------------------- images on the device


class Batches:
    """All training images on the device; each epoch they are shuffled and changed there, at once."""

    CHUNK = 8192

    def __init__(self, images, recipe, batch, device):
        self.recipe, self.batch, self.device = recipe, batch, device
        self.count = len(images.labels)
        self.steps = self.count // batch
        low, high = float(Fraction(LOW)), float(Fraction(HIGH))
        # The byte whose value is nearest to 0.
        self.pad = int(max(0, min(255, round(-low * 255 / (high - low)))))
        pixels = torch.from_numpy(images.pixels).to(device)
        self.labels = torch.from_numpy(images.labels).to(device)
        c = recipe.crop
        self.padded = torch.full((self.count, HEIGHT + 2 * c, WIDTH + 2 * c, CHANNELS), self.pad, dtype=torch.uint8, device=device)
        self.padded[:, c:c + HEIGHT, c:c + WIDTH] = pixels
        # Of this epoch; where they lie never changes, so that a CUDA graph can read them.
        self.pixels = torch.zeros(self.steps * batch, HEIGHT, WIDTH, CHANNELS, dtype=torch.uint8, device=device)
        self.order_labels = torch.zeros(self.steps * batch, dtype=torch.int64, device=device)

    def start(self, epoch):
        """A last, smaller batch is left out: the shuffle leaves out other images each epoch."""
        random = torch.Generator(device=self.device)
        random.manual_seed((self.recipe.seed * 1_000_003 + epoch) % 2**63)
        order = torch.randperm(self.count, generator=random, device=self.device)[:self.steps * self.batch]
        self.order_labels.copy_(self.labels[order])
        at = 0
        for chunk in order.split(self.CHUNK):
            self.pixels[at:at + len(chunk)] = self.changed(chunk, random)
            at += len(chunk)

    def changed(self, chunk, random):
        """A random part of each padded image, mirrored or not, perhaps with a square of padding in it."""
        r, n, device = self.recipe, len(chunk), self.device

        def drawn(bound):
            return torch.randint(0, bound, (n, 1), generator=random, device=device)

        rows = torch.arange(HEIGHT, device=device).expand(n, -1)
        columns = torch.arange(WIDTH, device=device).expand(n, -1)
        if r.flip:
            columns = torch.where(drawn(2) == 1, WIDTH - 1 - columns, columns)
        if r.crop:
            rows, columns = rows + drawn(2 * r.crop + 1), columns + drawn(2 * r.crop + 1)
        pixels = self.padded[chunk[:, None, None], rows[:, :, None], columns[:, None, :]]
        if r.cutout:
            y = torch.arange(HEIGHT, device=device) - (drawn(HEIGHT) - r.cutout // 2)
            x = torch.arange(WIDTH, device=device) - (drawn(WIDTH) - r.cutout // 2)
            inside = ((y >= 0) & (y < r.cutout))[:, :, None] & ((x >= 0) & (x < r.cutout))[:, None, :]
            pixels.masked_fill_(inside[..., None], self.pad)
        return pixels


