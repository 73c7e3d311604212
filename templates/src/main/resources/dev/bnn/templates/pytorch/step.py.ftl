# ---------------------------------------------------------------- training


def rate_at(recipe, epoch, epochs):
    """The learning rate in an epoch, counted from 0."""
    rate = recipe.rate
    if epoch < recipe.warm_up:
        return rate * (math.floor(epoch) + 1) / (recipe.warm_up + 1)
    epoch, epochs = epoch - recipe.warm_up, epochs - recipe.warm_up
    if recipe.schedule == "stepped":
        return rate * recipe.factor ** (epoch // recipe.every)
    if recipe.schedule == "exponential":
        return rate if epochs < 2 else rate * recipe.factor ** (epoch / (epochs - 1))
    if recipe.schedule == "onecycle":
        done = (epoch + 0.5) / epochs
        first, last, share = (1 / 25, 1, done / 0.3) if done < 0.3 else (1, 1e-4, (done - 0.3) / 0.7)
        return rate * (last + (first - last) * 0.5 * (1 + math.cos(math.pi * share)))
    if recipe.schedule == "cosine":
        return rate * 0.5 * (1 + math.cos(math.pi * epoch / epochs))
    if recipe.schedule == "legs":
        first = rate * recipe.factor ** (epoch // recipe.every)
        return first * 0.5 * (1 + math.cos(math.pi * (epoch % recipe.every) / recipe.every))
    return rate


def class_weights(recipe, labels, device):
    """What the loss of an image is multiplied by, by its class."""
    if recipe.balanced:
        counts = np.bincount(labels, minlength=len(CLASSES))
        weights = len(labels) / (len(CLASSES) * np.maximum(1, counts))
    else:
        weights = recipe.class_weights or [1.0] * len(CLASSES)
    return torch.tensor(weights, dtype=torch.float32, device=device)


class Step:
    """One step of training: a batch, its loss, the gradient, the optimizer."""

    def __init__(self, recipe, batches, labels, device, options, teacher=None):
        self.recipe, self.batches, self.device, self.options = recipe, batches, device, options
        self.weights = Weights(recipe, device)
        self.optimizer = Optimizer(recipe, self.weights)
        self.sharpness = torch.ones((), device=device)
        bfloat16 = options.math == "bfloat16"
        self.net = Training(self.weights.leaves, recipe, self.sharpness, bfloat16=bfloat16)
        self.teacher = teacher
        self.numbers = byte_values().float().to(device)
        self.class_weights = class_weights(recipe, labels, device)
        self.one_hot = torch.eye(len(CLASSES), device=device)
        self.places = torch.arange(batches.batch, device=device)
        # By step of the epoch the optimizer's numbers, and mixup's share and distance.
        self.table = torch.zeros(batches.steps, len(Optimizer.SCALARS) + 2, device=device)
        self.counter = torch.zeros(1, dtype=torch.int64, device=device)
        self.loss_sum = torch.zeros((), dtype=torch.float64, device=device)
        self.correct = torch.zeros((), dtype=torch.int64, device=device)
        self.loss = self.loss_of
        self.run = self.body

    def start(self, epoch, steps_done, rate, sharpness):
        """Before an epoch: everything that its steps need lies on the device."""
        r, n = self.recipe, self.batches.steps
        self.batches.start(epoch)
        torch.manual_seed((r.seed * 1_000_003 + epoch) % 2**63)  # dropout's
        rows = np.zeros((n, self.table.shape[1]))
        rows[:, :4] = [self.optimizer.scalars(rate, steps_done + s + 1) for s in range(n)]
        rows[:, 4] = 1.0
        if r.mixup > 0 and self.batches.batch > 1:
            random = np.random.default_rng([r.seed % 2**63, epoch])
            rows[:, 4] = random.beta(r.mixup, r.mixup, n)
            rows[:, 5] = random.integers(1, self.batches.batch, n)
        self.table.copy_(torch.from_numpy(rows.astype(np.float32)))
        self.sharpness.fill_(sharpness)
        self.counter.zero_()
        self.loss_sum.zero_()
        self.correct.zero_()

    def images(self):
        """The numbers that the bytes of the next batch stand for, and its labels."""
        rows = self.counter * self.batches.batch + self.places
        pixels = self.batches.pixels.index_select(0, rows)
        return self.numbers[pixels.long()].permute(0, 3, 1, 2), self.batches.order_labels.index_select(0, rows)

    def loss_of(self, x, labels, share, distance):
        """The mean loss of a batch, and its scores."""
        r = self.recipe
        right = self.one_hot[labels] * self.class_weights[labels][:, None]
        if r.mixup > 0:
            other = (self.places + distance) % len(self.places)
            x = share * x + (1 - share) * x[other]
            right = share * right + (1 - share) * right[other]
        raw = network(self.net, x).flatten(1)
        scores = r.score_scale * raw
        whole = right.sum(1, keepdim=True)
        if r.loss == "crossentropy":
            target = right * (1 - r.smoothing) + whole * (r.smoothing / len(CLASSES))
            loss = -(target * F.log_softmax(scores, 1)).sum() / len(labels)
        else:
            below, above = (1 - scores).clamp(min=0), (1 + scores).clamp(min=0)
            loss = (below * below * right + above * above * (whole - right)).sum() / scores.numel()
        if self.teacher is not None:
            t = r.temperature
            with torch.no_grad():
                taught = F.log_softmax(self.teacher(x) / t, 1)
            found = F.log_softmax(scores / t, 1)
            divergence = (taught.exp() * (taught - found)).sum() / len(labels)
            loss = (1 - r.share) * loss + r.share * t * t * divergence
        return loss, raw

    def body(self):
        x, labels = self.images()
        row = self.table.index_select(0, self.counter)[0]
        loss, scores = self.loss(x, labels, row[4], row[5].long())
        gradient = self.weights.gradient(loss)
        self.optimizer.move(gradient, row[0], row[1], row[2], row[3])
        with torch.no_grad():
            self.loss_sum += loss.detach()
            self.correct += (ranks(scores.detach(), labels) == 0).sum()
            self.counter += 1

    def state(self):
        return [self.weights.latent, self.weights.used, *self.weights.steps.values(), *self.optimizer.moments, self.counter,
                self.loss_sum, self.correct]

    def prepare(self):
        """Compiles the step where that is wanted, and makes it one CUDA graph on a GPU; else, or where that fails, it runs as it is."""
        if self.options.compile:
            self.loss = torch.compile(self.loss_of, dynamic=False)
            if not self.tried("torch.compile", lambda: self.body()):
                self.loss = self.loss_of
        if self.device.type == "cuda" and not self.options.no_graph:
            if not self.tried("a CUDA graph", self.capture):
                self.run = self.body

    def tried(self, what, action):
        saved = [t.clone() for t in self.state()]
        try:
            action()
            return True
        except Exception as e:  # whatever goes wrong there, training goes on without
            print("%s: goes on without %s: %s" % (NAME, what, (str(e).strip().splitlines() or [type(e).__name__])[0]))
            return False
        finally:
            with torch.no_grad():
                for t, before in zip(self.state(), saved):
                    t.copy_(before)

    def capture(self):
        side = torch.cuda.Stream()
        side.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(side):
            for _ in range(3):
                self.counter.zero_()
                self.body()
        torch.cuda.current_stream().wait_stream(side)
        torch.cuda.synchronize()
        self.counter.zero_()
        graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(graph):
            self.body()
        self.run = graph.replay

    def settle(self, batches=30):
        """The statistics of the epoch's first batches with the used weights, without dropout, in place of running estimates
        that describe networks that are gone."""
        net = Training(self.weights.leaves, self.recipe, self.sharpness, dropout=False)
        net.settled = Settled()
        self.counter.zero_()
        n = min(batches, self.batches.steps)
        with torch.no_grad():
            for _ in range(n):
                network(net, self.images()[0])
                self.counter += 1
        estimates = {}
        for name, mean in net.settled.means.items():
            estimates[name + ".mean"] = (mean / n).float()
            estimates[name + ".variance"] = (net.settled.variances[name] / n).float()
        return estimates


class Exactness(Training):
    """Compares the sums of layers that read whole numbers with float64's."""

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.layers = self.wrong = self.sums = 0

    def product(self, x, name, weight, *windows):
        y = super().product(x, name, weight, *windows)
        if torch.equal(x, x.round()) and torch.equal(weight, weight.round()):
            few = slice(0, 4)
            exact = F.conv2d(x[few].double(), weight.double(), None, *windows)
            self.layers += 1
            self.sums += exact.numel()
            self.wrong += int((y[few].double() != exact).sum())
        return y


def check_exactness(step):
    """Says whether this device's products of whole numbers are exact with the algorithms that it chooses."""
    net = Exactness(step.weights.leaves, step.recipe, step.sharpness)
    with torch.no_grad():
        network(net, step.images()[0])
    print("%s: %s of %s sums of whole numbers in %d layers are exact on this device"
          % (NAME, format(net.sums - net.wrong, ","), format(net.sums, ","), net.layers))


